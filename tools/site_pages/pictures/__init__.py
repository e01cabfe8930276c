"""Pictures that are drawn from what the sandbox did while the site was built."""
