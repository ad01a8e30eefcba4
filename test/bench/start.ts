/** Start-up: from asking for the process to the answer to initialize, and to the first diagnostics of a small file. */
import { LanguageServer, type ServerCommand } from './client.ts';
import { FORM_SET } from './generate.ts';
import { toJson } from './json.ts';
import type { Measured, Modules } from './session.ts';

const SMALL = `单位：临江市综合事务服务中心
年度：2023
文种：决算
版式：${FORM_SET}

【支出决算表】
列：  本年支出合计  基本支出  项目支出
合计  120.00  80.00  40.00
201  一般公共服务支出  120.00  80.00  40.00
20103  政府办公厅（室）及相关机构事务  120.00  80.00  40.00
2010301  行政运行  80.00  80.00
2010302  一般行政管理事务  40.00    40.00

【情况说明】
本单位2023年度本年支出合计120.00万元。
`;

/** Starts each server as often as `rounds` says, in turns. */
export async function measureStart(rounds: number, modules: Modules): Promise<readonly Measured[]> {
  const answered: Measured = { what: 'spawn → initialize answered', unit: 'ms', ours: [], peer: [] };
  const diagnosed: Measured = { what: 'spawn → first diagnostics', unit: 'ms', ours: [], peer: [] };
  const once = async (command: ServerCommand, text: string, side: 'ours' | 'peer') => {
    const server = new LanguageServer(command);
    await server.initialize();
    answered[side].push(performance.now() - server.spawned);
    await server.open(text);
    diagnosed[side].push(performance.now() - server.spawned);
    await server.stop();
  };
  for (let i = 0; i < rounds; i++) {
    await once({ module: modules.ours, languageId: 'budget', delivery: 'push' }, SMALL, 'ours');
    if (modules.peer) await once({ module: modules.peer, languageId: 'json', delivery: 'pull' }, toJson(SMALL), 'peer');
  }
  return [answered, diagnosed];
}
