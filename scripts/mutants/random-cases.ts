import fc from 'fast-check';

// The same cases at every run, so that a verdict stays; and not many, because each mutant asks again.
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 200 });
