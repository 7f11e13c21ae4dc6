"""What becomes of each line of a roster in a class, and every fault that stands in its way."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Lower

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.accounts.signing_up import fault_of_name
from essayplanner.classes.models import Classroom, Membership
from essayplanner.classes.roster_reading import Entry
from essayplanner.classes.usernames import fold, propose, stem

MAX_ENTRIES = 400
_LONGEST = 150  # of a name and of a user name: as their columns have it


class Fate(StrEnum):
    """What becomes of a line."""

    MAKE = "make"
    ADD = "add"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a roster: its ``fate``, with the user name that is proposed.

    ``fault`` says why it is left out, ``notes`` what else the teacher should know, and ``offer``
    what a tick would do. ``user`` is the account that is added.
    """

    entry: Entry
    username: str
    fate: Fate = Fate.MAKE
    fault: str = ""
    notes: tuple[str, ...] = ()
    offer: str = ""
    ticked: bool = False
    user: int | None = None


@dataclass(frozen=True, slots=True)
class _Account:
    """Somebody whom this teacher teaches."""

    name: str
    classes: tuple[str, ...]
    is_here: bool


@dataclass(slots=True)
class _Known:
    """What there is already: who is in the class, whose user names are taken, and whom one teaches.

    ``given`` counts the user names of the roster.
    """

    names: set[str]
    owners: dict[str, int]
    taught: dict[int, _Account]
    taken: set[str]
    given: set[str] = field(default_factory=set)


def judge(entries: Sequence[Entry], classroom: Classroom, teacher: Person) -> list[Line]:
    """Return what becomes of each entry, in their order; in three queries, however many.

    Only of those whom ``teacher`` teaches is more said than that their user name is taken.
    """
    cleaned = [replace(entry, username=_normal(entry.username)) for entry in entries]
    faults = [_fault(number, entry) for number, entry in enumerate(cleaned)]
    sound = [entry for entry, fault in zip(cleaned, faults, strict=True) if not fault]
    known = _known(sound, classroom, teacher)
    lines = [
        Line(entry, entry.username, Fate.OUT, fault) if fault else _line(entry, known)
        for entry, fault in zip(cleaned, faults, strict=True)
    ]
    # User names that are given come first: a later line’s is not proposed to an earlier one.
    lines = [_proposed(line, known) for line in lines]
    names = Counter(fold_name(line.entry.name) for line in lines if line.fate == Fate.MAKE)
    return [_with_double(line, names) for line in lines]


def fold_name(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _normal(username: str) -> str:
    return User.normalize_username(username)


def _fault(number: int, entry: Entry) -> str:
    """Return what is wrong with an entry by itself."""
    tests: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: number >= MAX_ENTRIES, f"A roster may have {MAX_ENTRIES} names."),
        (lambda: bool(entry.broken), entry.broken),
        (lambda: not entry.name.strip(), "There is no name."),
        (
            lambda: "\n" in entry.name,
            "The name goes over several lines: a quotation mark may be missing.",
        ),
        (lambda: len(entry.name) > _LONGEST, f"The name is longer than {_LONGEST} letters."),
        (lambda: "\ufffd" in entry.name, "A letter of the name could not be read."),
        (lambda: bool(fault_of_name(entry.name)), fault_of_name(entry.name)),
        (
            lambda: entry.name.count(",") > 1,
            "The name has more than one comma: write “Priya Raman” or “Raman, Priya”.",
        ),
        (
            lambda: len(entry.username) > _LONGEST,
            f"The user name is longer than {_LONGEST} letters.",
        ),
        (
            lambda: bool(entry.username) and not _is_username(entry.username),
            "The user name may have letters, digits and @ . + - _ only.",
        ),
    )
    return next((says for is_so, says in tests if is_so()), "")


def _is_username(username: str) -> bool:
    try:
        User.username_validator(username)
    except ValidationError:
        return False
    return True


_NAMES = ("user__name", "user__username")


def _known(entries: Sequence[Entry], classroom: Classroom, teacher: Person) -> _Known:
    students = Membership.objects.filter(role=Membership.Role.STUDENT)
    here = (
        students.present().filter(classroom=classroom).values_list("user__name", "user__username")
    )
    owners = _owners(entries)
    given = {fold(entry.username or entry.name) for entry in entries}
    wanted = [pk for username, pk in owners.items() if username in given]
    classes = Classroom.objects.taught_by(teacher)
    rows = students.filter(user__in=wanted, classroom__in=classes).order_by("classroom__name", "pk")
    taught: dict[int, _Account] = {}
    for row in rows.select_related("user", "classroom"):
        before = taught.get(row.user_id, _Account(str(row.user), (), False))
        taught[row.user_id] = replace(
            before,
            classes=(*before.classes, str(row.classroom)),
            is_here=before.is_here or row.classroom_id == classroom.pk,
        )
    names = {fold_name(name or username) for name, username in here.values_list(*_NAMES)}
    return _Known(names, owners, taught, set(owners))


def _owners(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the user names that are taken, of those that entries have or may be proposed."""
    entries = list(entries)
    stems = {stem(entry.username or entry.name) for entry in entries}
    stems |= {stem(propose(entry.name, ())) for entry in entries}
    bare = Func(Lower("username"), Value("0123456789"), function="RTRIM", output_field=CharField())
    given = {entry.username or entry.name for entry in entries}
    # SQLite makes small letters of English ones alone.
    rows = User.objects.alias(bare=bare).filter(Q(bare__in=stems) | Q(username__in=given))
    return {fold(username): pk for username, pk in rows.values_list("username", "pk")}


def _line(entry: Entry, known: _Known) -> Line:
    """Return what becomes of a sound entry, its user name being empty where one is to be found."""
    is_known = fold_name(entry.name) in known.names
    is_taught = known.owners.get(fold(entry.name)) in known.taught
    if not entry.username and is_taught and not is_known:
        # A user name stands where the name should be.
        entry = replace(entry, username=entry.name)
    username = fold(entry.username)
    owner = known.owners.get(username) if username else None
    account = known.taught.get(owner) if owner else None
    notes: tuple[str, ...] = ()
    kept = entry.username
    if username and username in known.given:
        if account:
            says = f"The user name “{entry.username}” stands on another line, too."
            return Line(entry, entry.username, Fate.OUT, says)
        notes, kept = (f"The user name “{entry.username}” stands on another line, too.",), ""
    elif account and owner:
        known.given.add(username)
        return _of_account(entry, account, owner)
    elif owner:
        notes, kept = (f"The user name “{entry.username}” is taken.",), ""
    line = Line(entry, kept, notes=notes)
    if is_known:
        line = replace(line, offer="Make a second account for this name", ticked=entry.take is True)
        if not entry.take:
            says = f"{entry.name} is in this class already."
            return replace(line, username=entry.username, fate=Fate.OUT, fault=says)
    if kept:
        known.given.add(username)
    return line


def _of_account(entry: Entry, account: _Account, owner: int) -> Line:
    """Return what becomes of an entry whose user name is that of somebody whom one teaches."""
    if account.is_here:
        says = f"“{entry.username}” is {account.name}, who is in this class already."
        return Line(entry, entry.username, Fate.OUT, says)
    is_same = fold_name(account.name) == fold_name(entry.name)
    offer = f"Add the account of {account.name}, of {', '.join(account.classes)}"
    if entry.take or (entry.take is None and is_same):
        return Line(entry, entry.username, Fate.ADD, offer=offer, ticked=True, user=owner)
    says = f"“{entry.username}” is the user name of {account.name}, whom you teach."
    return Line(entry, entry.username, Fate.OUT, says, offer=offer)


def _proposed(line: Line, known: _Known) -> Line:
    if line.fate != Fate.MAKE or line.username:
        return line
    username = propose(line.entry.name, known.taken | known.given)
    known.given.add(username)
    says = tuple(f"{note} “{username}” is free." for note in line.notes)
    return replace(line, username=username, notes=says)


def _with_double(line: Line, names: Counter[str]) -> Line:
    if line.fate != Fate.MAKE or names[fold_name(line.entry.name)] < 2:
        return line
    says = "This name is here more than once: each has an account and a user name of its own."
    return replace(line, notes=(says, *line.notes))
