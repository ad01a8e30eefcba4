/** Against which figures a figure is held: those of the disclosure itself, last year's, or one of the budgets. `budget` is a budget of which the sentence does not say which. */
export type Basis = 'own' | 'prior' | 'initial' | 'revised' | 'adjusted' | 'budget';
