"""The parts of the documentation that are made from the code, the contracts and the sandbox, and never by hand."""
