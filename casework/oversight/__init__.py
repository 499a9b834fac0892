"""Oversight of cases: orders, checks, samples, reports to the government, measures, the gate, what the public is told."""
