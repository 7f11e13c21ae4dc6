"""Which factor a question typed by hand names, by its words alone.

It is sure, or it says that none is named: who typed the question can still choose one.
"""

import re
from dataclasses import replace

from essayplanner.argument.mentions import Factors, named_in
from essayplanner.argument.outline import Question
from essayplanner.argument.question import read_question

# A view without a part that is surely the factor has one where it says what an outcome hung on.
_HUNG_ON = re.compile(
    r"\b(?:because|without|lack(?:s|ed|ing)?|due to|thanks to|let|allowed|enabled|gave|helped|"
    r"needed|relied)\b",
    re.IGNORECASE,
)
# What stands against the factor that a view puts forward, and is not put forward itself.
_AGAINST = re.compile(r"\b(?:than|not|instead of|as opposed to)\b", re.IGNORECASE)
# Somebody beaten is no explanation: “the defeat of his rivals” is what is to be explained.
_BEATEN = re.compile(
    r"\b(?:(?:defeat|beat|overc[ao]m|outmanoeuvr|outwit|outlast|remov|destr[ou]|crush|eliminat|"
    r"surviv)[a-z]*(?: (?:of|by))?"
    r"|(?:victor|triumph|win|won|prevail|struggl|f[io]ght|contest|success)[a-z]*"
    r" (?:over|against|with|between|among))(?: [\w’']+){1,3}",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:important|significant|decisive|crucial|(?:importance|significance|role|part|influence|"
    r"contribution) of)(?: was| were| is| are| a part did| a role did)? (?P<name>.{1,90}?)"
    r"(?= (?:in|for|to|on|as|by|from|between|during|under|at|after|before)\b|[,;:.?!]|\Z)",
    re.IGNORECASE,
)


def factor_named(question: Question, factors: Factors) -> str:
    """Return the key of the one factor that a question surely names; empty where it is not sure.

    What it is said to name already counts for nothing.
    """
    question = replace(question, named_factor="")
    reading = read_question(question)
    if reading.about != "causes" or reading.kind in ("why", "comparison", "other"):
        return ""
    text = " ".join(span.text for span in reading.spans if span.part == "named")
    if not text and reading.kind == "importance" and (weighed := _WEIGHED.search(question.text)):
        text = weighed["name"]
    elif not text and reading.kind == "statement" and _HUNG_ON.search(question.text):
        text = "" if _AGAINST.search(question.text) else question.text
    found = named_in(_BEATEN.sub(" ; ", text), factors, question)
    return next(iter(found)) if len(found) == 1 else ""
