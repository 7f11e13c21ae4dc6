"""The desk's pages and verbs. Every form carries all its texts, so that no verb loses one."""
