"""Essay Planner: plan A-level History essays that argue."""
