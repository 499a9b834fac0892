"""Letters: to whom, what stands in them, how they leave, what becomes of them, and the work a lost one leaves."""
