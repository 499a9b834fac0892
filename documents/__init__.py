"""The Word forms of the case: which there are, what each holds, and how one is filled."""
