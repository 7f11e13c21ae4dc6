"""Every form, upload and address fed with what no browser sends.

``python -m tests.fuzz 20000`` sends so many inputs and prints what became of them.
"""
