// How well the feedback agrees with people, whether it can be fooled, and what it costs: `npm run bench -- feedback`.
import { ownField } from './feedback-answers.ts';
import { ownBank, honesty } from './feedback-bank.ts';
import { cost } from './feedback-cost.ts';
import { agreementWithPeople } from './feedback-people.ts';
import { readField } from './field.ts';
import { crossFitted } from './fit.ts';
import { judgedQuestions, shippedQuestions } from './shipped-questions.ts';

const questions = await shippedQuestions();
agreementWithPeople();
const field = readField(await judgedQuestions());
ownField(field, questions);
const modelsOf = crossFitted(field, questions);
ownBank(questions, modelsOf);
honesty(questions, modelsOf);
cost(questions);
