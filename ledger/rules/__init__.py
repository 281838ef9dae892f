"""The rules of the plan: pure functions, each registered with the rule or the term it decides (registry.py)."""
