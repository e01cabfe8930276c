"""For tests of code that uses this package, or extends it: the conformance suite that every vendor passes."""
