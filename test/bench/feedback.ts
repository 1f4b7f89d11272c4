// How well the feedback agrees with people, whether it can be fooled, and what it costs: `npm run bench -- feedback`.
import { ownBank, honesty } from './feedback-bank.ts';
import { cost } from './feedback-cost.ts';
import { agreementWithPeople } from './feedback-people.ts';
import { shippedQuestions } from './shipped-questions.ts';

const questions = await shippedQuestions();
agreementWithPeople();
ownBank(questions);
honesty(questions);
cost(questions);
