"""Two browsers, one plan, a bad network: in no interleaving is a word lost or a thing doubled.

The machine below is a model of two browsers as the page's script makes them: each box has its value
and the value that the server is known to hold, one request is on its way for a box at a time, and
what is unsaved has a copy on the device. Hypothesis lets their writer type, choose, go back and
close tabs, and the network lose requests, lose answers, repeat and delay, in any order; the server
is the real one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Literal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.plans import actions, revisions
from essayplanner.plans.models import Choice, Paragraph, Plan
from factors.models import Question

RUNS = 500
PLACES = ("argument", "criterion_1", "skill-point", "rivals-reply")
ITEMS = ("oath-speech", "lessons-of-october")
Texts = dict[str, str]
Verb = Literal["save", "choose", "take_out", "restore"]


@dataclass(eq=False)
class Box:
    """A box on a page.

    ``theirs`` is what the server holds instead, while the writer is asked; ``unsure`` is what was
    sent and never answered, so that the server may hold that instead of what it ``was``.
    """

    value: str
    was: str
    sending: "Request | None" = None
    theirs: str | None = None
    unsure: str | None = None

    @property
    def due(self) -> bool:
        unsaved = self.value != self.was or self.unsure is not None
        return unsaved and self.sending is None and self.theirs is None

    @property
    def start(self) -> str:
        """The value to save from. Where one went back to what it was, that is what was sent."""
        return self.was if self.value != self.was or self.unsure is None else self.unsure


@dataclass(eq=False)
class Browser:
    """A browser: the boxes of its page, the copies on its device, and all that it ever showed."""

    client: Client
    boxes: dict[str, Box] = field(default_factory=dict)
    device: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def open(self, stored: Texts, troubles: Texts | None = None) -> None:
        """Show a new page of what is stored, with what the device still has for it.

        ``troubles`` are the texts that came back with it unsaved, beside what is stored.
        """
        for place, text in stored.items():
            was, value = self.device.get(place, (text, text))
            self.boxes[place] = Box(value, was)
            if value == text:
                self.saved(place, text)
            elif place in (troubles or {}) or value == was:
                # Where it was changed and changed back, what was sent meanwhile may be stored.
                self.boxes[place].theirs = text
            self.shown[place].add(text)

    def write(self, place: str, value: str) -> None:
        """Type into a box, which keeps a copy on the device."""
        self.boxes[place].value = value
        self.shown[place].add(value)
        self.copy(place)

    def saved(self, place: str, value: str) -> None:
        """Hear that the server holds a value."""
        box = self.boxes[place]
        box.was, box.unsure = value, None
        self.copy(place)

    def stop_waiting(self, place: str) -> None:
        """Hear no answer any more to what is on its way for a box."""
        box = self.boxes[place]
        if box.sending and box.sending.data[place] != box.was:
            box.unsure = box.sending.data[place]
        box.sending = None
        self.copy(place)

    def copy(self, place: str) -> None:
        """Keep on the device what the server may not have."""
        box = self.boxes[place]
        if box.value == box.was and box.unsure is None and box.sending is None:
            self.device.pop(place, None)
        else:
            self.device[place] = (box.was, box.value)

    def decide(self, place: str, way: str) -> None:
        """Choose between one's own text and what the server holds, or take both."""
        box = self.boxes[place]
        assert box.theirs is not None
        theirs, box.theirs = box.theirs, None
        self.saved(place, theirs)
        if way != "mine":
            self.write(place, theirs if way == "theirs" else f"{theirs}\n\n{box.value}")
            self.saved(place, theirs)


@dataclass(eq=False)
class Request:
    """What a browser sends, and the ``boxes`` of the page that wait for the answer."""

    browser: Browser
    verb: Verb
    path: str
    data: Texts
    boxes: dict[str, Box]

    @property
    def is_awaited(self) -> bool:
        boxes = self.browser.boxes
        return all(boxes[place] is box and box.sending is self for place, box in self.boxes.items())

    def wait(self) -> None:
        """Let the boxes wait for the answer, and for no other."""
        for place, box in self.boxes.items():
            self.browser.stop_waiting(place)
            box.sending = self

    def give_up(self) -> None:
        """Let the boxes wait no longer."""
        for place, box in self.boxes.items():
            if self.browser.boxes[place] is box and box.sending is self:
                self.browser.stop_waiting(place)


INDEX = st.integers(0, 11)
WHO = st.sampled_from([0, 1])
PLACE = st.sampled_from(PLACES)
ITEM = st.sampled_from(ITEMS)


class TwoClients(RuleBasedStateMachine):
    clients: ClassVar[list[Client]] = []
    person: ClassVar[Person]
    question: ClassVar[Question]
    runs: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        type(self).runs += 1
        self.plan = actions.start_plan(self.person, self.question)
        self.browsers = [Browser(client) for client in self.clients]
        self.on_the_way: list[Request] = []
        self.answers: list[tuple[Request, Any]] = []
        self.handled: list[Request] = []
        self.acknowledged: set[tuple[str, str]] = set()
        self.replaced: set[tuple[str, str]] = set()
        self.chosen: set[str] = set()
        self.typed = 0
        self.rested = False
        # What is stored, which nothing but a request to the server changes.
        self.texts = self.stored()
        for browser in self.browsers:
            browser.open(self.texts)

    # The writer

    @rule(who=WHO, place=PLACE, how=st.sampled_from(["new", "new", "more", "none"]))
    def types(self, who: int, place: str, how: str) -> None:
        self.typed += 1
        browser = self.browsers[who]
        new = {"new": "", "more": browser.boxes[place].value, "none": None}[how]
        browser.write(place, "" if new is None else f"{new} {who}-{self.typed}")

    @precondition(lambda self: self.asked())
    @rule(pick=INDEX, way=st.sampled_from(["mine", "theirs", "both"]))
    def decides(self, pick: int, way: str) -> None:
        asked = self.asked()
        browser, place = asked[pick % len(asked)]
        browser.decide(place, way)

    @rule(who=WHO)
    def closes_the_tab_and_opens_it_again(self, who: int) -> None:
        browser = self.browsers[who]
        unsaved = {place: box.value for place, box in browser.boxes.items() if box.value != box.was}
        browser.open(self.texts)
        assert unsaved.items() <= {place: box.value for place, box in browser.boxes.items()}.items()

    @rule(who=WHO, item=ITEM, verb=st.sampled_from(["choose", "take_out"]))
    def presses(self, who: int, item: str, verb: Verb) -> None:
        """Choose an item or take it out, by a form that carries every text of the page."""
        boxes = self.browsers[who].boxes
        data = {"chosen": f"skill/evidence/{item}"}
        if verb == "choose":
            data = {"to": "skill", "item": f"evidence/{item}"}
        for place, box in boxes.items():
            data |= {place: box.value, f"{place}.was": box.was}
        self.post(self.browsers[who], verb, data, dict(boxes))

    @precondition(lambda self: self.replaced)  # else there is nothing to go back to
    @rule(who=WHO, pick=INDEX)
    def goes_back(self, who: int, pick: int) -> None:
        kept = list(self.plan.revisions.values_list("pk", flat=True))
        self.post(self.browsers[who], "restore", {}, {}, kept[pick % len(kept)])

    @precondition(lambda self: not self.rested)
    @rule()
    def a_while_passes(self) -> None:
        self.rested = True
        Plan.objects.filter(pk=self.plan.pk).update(kept_at=timezone.now() - timedelta(hours=1))

    # The page's script

    @precondition(lambda self: self.due())
    @rule(pick=INDEX)
    def saves(self, pick: int) -> None:
        due = self.due()
        self.send(*due[pick % len(due)])

    @precondition(lambda self: self.due())
    @rule(pick=INDEX)
    def saves_in_a_moment(self, pick: int) -> None:
        due = self.due()
        request = self.send(*due[pick % len(due)])
        self.on_the_way.remove(request)
        self.hear(request, self.handle(request))

    # The network

    @precondition(lambda self: self.on_the_way)
    @rule(pick=INDEX, times=st.sampled_from([1, 1, 2]), lost=st.sampled_from([False, False, True]))
    def a_request_arrives(self, pick: int, times: int, lost: bool) -> None:
        """In any order, perhaps twice; perhaps nobody hears the answer."""
        request = self.on_the_way.pop(pick % len(self.on_the_way))
        answer = self.handle(request)
        for _ in range(times - 1):
            before = self.everything()
            self.handle(request)
            assert self.everything() == before
        self.answers.append((request, None if lost else answer))
        self.handled.append(request)

    @precondition(lambda self: self.handled)
    @rule(pick=INDEX)
    def a_request_arrives_once_more(self, pick: int) -> None:
        self.handle(self.handled[pick % len(self.handled)])

    @precondition(lambda self: self.on_the_way)
    @rule(pick=INDEX)
    def a_request_is_lost(self, pick: int) -> None:
        request = self.on_the_way.pop(pick % len(self.on_the_way))
        self.answers.append((request, None))

    @precondition(lambda self: self.on_the_way)
    @rule(pick=INDEX)
    def nobody_waits_longer_for_a_request(self, pick: int) -> None:
        """The page gives up, and sends anew; the request may arrive yet."""
        self.on_the_way[pick % len(self.on_the_way)].give_up()

    @precondition(lambda self: self.answers)
    @rule(pick=INDEX)
    def an_answer_arrives(self, pick: int) -> None:
        self.hear(*self.answers.pop(pick % len(self.answers)))

    # What holds

    @invariant()
    def what_was_acknowledged_is_stored_or_was_replaced_knowingly(self) -> None:
        assert self.acknowledged <= self.replaced | set(self.texts.items())

    def teardown(self) -> None:
        """The network is good again and every choice is made: nothing that was typed is missing."""
        while self.on_the_way:
            request = self.on_the_way.pop(0)
            self.hear(request, self.handle(request))
        while self.answers:
            self.hear(*self.answers.pop(0))
        for _ in range(10):
            for browser, place in self.asked():
                browser.decide(place, "mine")
            for browser, place in self.due():
                self.saves_in_a_moment(self.due().index((browser, place)))
        for browser in self.browsers:
            assert browser.device == {}
            for place, box in browser.boxes.items():
                assert box.value == self.texts[place] or (place, box.value) in self.replaced

    # How it is done

    def asked(self) -> list[tuple[Browser, str]]:
        return [
            (browser, place)
            for browser in self.browsers
            for place, box in browser.boxes.items()
            if box.theirs is not None
        ]

    def due(self) -> list[tuple[Browser, str]]:
        return [
            (browser, place)
            for browser in self.browsers
            for place, box in browser.boxes.items()
            if box.due
        ]

    def send(self, browser: Browser, place: str) -> Request:
        box = browser.boxes[place]
        data = {place: box.value, f"{place}.was": box.start}
        return self.post(browser, "save", data, {place: box})

    def post(
        self, browser: Browser, verb: Verb, data: Texts, boxes: dict[str, Box], *rest: int
    ) -> Request:
        path = reverse(f"plans:{verb}", args=[self.plan.pk, *rest])
        request = Request(browser, verb, path, data, boxes)
        request.wait()
        self.on_the_way.append(request)
        return request

    def handle(self, request: Request) -> Any:
        """Let the server handle a request; hold what it does against what may be done."""
        self.rested = False
        before = self.texts
        accept = "application/json" if request.verb == "save" else "text/html"
        answer = request.browser.client.post(request.path, request.data, headers={"Accept": accept})
        after = self.texts = self.stored()
        gone = {place: text for place, text in before.items() if after[place] != text}
        if request.verb == "restore":
            if gone:
                kept = self.texts_of(revisions.read(self.plan.revisions.all()[0]))
                assert gone.items() <= kept.items()
            self.chosen = {*self.items()}
        for place, text in gone.items():
            if request.verb != "restore":
                assert text in request.browser.shown[place]
                assert after[place] == request.data[place]
            self.replaced.add((place, text))
        if request.verb == "choose":
            self.chosen.add(request.data["item"].split("/")[-1])
        if request.verb == "take_out":
            self.chosen.discard(request.data["chosen"].split("/")[-1])
        assert self.items() == sorted(self.chosen)
        sent = {place: request.data[place] for place in request.boxes}
        troubles = self.troubles(answer)
        assert answer.status_code == (409 if troubles else 200 if request.verb == "save" else 302)
        for place, value in sent.items():
            if place in troubles:
                assert troubles[place] == after[place] != value
            elif value != request.data[f"{place}.was"]:
                assert after[place] == value
                self.acknowledged.add((place, value))
        return answer

    def hear(self, request: Request, answer: Any) -> None:
        """Let a page hear an answer, or that there is none, if it is still there."""
        if answer is None or not request.is_awaited:
            request.give_up()
            return
        browser, troubles = request.browser, self.troubles(answer)
        if request.verb != "save":
            browser.open(self.texts, troubles)
            return
        for place, box in request.boxes.items():
            box.sending = None
            if place in troubles:
                box.theirs = troubles[place]
                browser.shown[place].add(troubles[place])
            else:
                browser.saved(place, request.data[place])

    def troubles(self, answer: Any) -> Texts:
        """What an answer says is stored instead of what was sent."""
        if answer.status_code != 409:
            return {}
        if answer["Content-Type"] == "application/json":
            return dict(answer.json()["conflicts"])
        return {place: row.stored for place, row in answer.context["desk"].troubles.items()}

    def stored(self) -> Texts:
        plan = Plan.objects.values_list("argument", "criterion_1").get(pk=self.plan.pk)
        rows = Paragraph.objects.filter(plan=self.plan).values("factor", "point", "reply")
        texts = {
            f"{row['factor']}-{name}": row[name] for row in rows for name in ("point", "reply")
        }
        texts |= dict(zip(("argument", "criterion_1"), plan, strict=True))
        return {place: texts[place] for place in PLACES}

    def texts_of(self, outline: Any) -> Texts:
        """The same of a revision."""
        rows = {row.factor.key: row for row in outline.paragraphs}
        return {
            "argument": outline.argument,
            "criterion_1": outline.criteria[0],
            "skill-point": rows["skill"].point,
            "rivals-reply": rows["rivals"].reply,
        }

    def items(self) -> list[str]:
        return sorted(
            Choice.objects.filter(paragraph__plan=self.plan).values_list("key", flat=True)
        )

    def everything(self) -> tuple[Texts, list[str], int]:
        return self.texts, self.items(), self.plan.revisions.count()


@pytest.mark.django_db
def test_no_word_is_lost_and_nothing_doubled_between_two_browsers() -> None:
    user = User.objects.create_user("machine")
    TwoClients.clients, TwoClients.runs = [Client(), Client()], 0
    for client in TwoClients.clients:
        client.force_login(user)
    TwoClients.person = Person(user_id=user.pk)
    TwoClients.question = Question.objects.get(
        bank__current_of__slug="stalin-rise", slug="how-far-skill"
    )
    run_state_machine_as_test(
        TwoClients,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=24,
            # Shrinking a failure to the fewest steps would take minutes.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert TwoClients.runs >= RUNS
