// A module of our own around the package, for what is imported while the program runs: its default export has a name here.
export { default as ora } from 'ora';
