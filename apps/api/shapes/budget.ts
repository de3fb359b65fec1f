import { BUDGET_WINDOWS, type BudgetWindow } from '../../../libs/kernel/facts';
import { ShownInteger, ShownOneOf } from '../openapi/shown';

export class BudgetShown {
  @ShownOneOf(BUDGET_WINDOWS)
  window: BudgetWindow;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;
}
