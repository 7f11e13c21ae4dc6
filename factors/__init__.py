"""The library: topics, their factors, dated evidence and historians' exact words."""
