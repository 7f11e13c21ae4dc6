"""A starter of the school's data protection impact assessment, for a page and a Word document.

Its steps are those of the ICO's template (“Sample DPIA template”), for UK GDPR, Article 35. What
the program does is filled in; what only the school can know is a ``Gap``.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings

from essayplanner.accounts import guests
from essayplanner.accounts.mail import can_send
from essayplanner.privacy.retention import in_words, periods

TASK = "Public task"
SAFE = "Public task; security is asked for by Art. 32"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of what is so."""

    kind: ClassVar = "text"
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the school fills in: ``asks`` says what."""

    kind: ClassVar = "gap"
    asks: str


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows under the same labels, the first of which names the row."""

    kind: ClassVar = "entries"
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def named(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each row by its name, with the others' labels and cells."""
        return [
            (first, list(zip(self.labels[1:], rest, strict=True))) for first, *rest in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the assessment."""

    title: str
    blocks: tuple[Text | Gap | Entries, ...]


def assess() -> tuple[Step, ...]:
    """Return the steps, as this site is set up."""
    school = settings.SCHOOL_NAME
    contact = settings.PRIVACY_CONTACT
    return (
        Step(
            "1. Why an assessment is needed",
            (
                Text(
                    "Essay Planner is a website on which students of sixteen and over plan history "
                    "essays, and their teachers read the plans of their own classes and say "
                    "something of them."
                ),
                Text(
                    "An assessment is advised as the people concerned are mostly under eighteen, "
                    "which the ICO counts among the vulnerable, and as their teachers can see "
                    "their work while it is being written. There is no profiling, no automated "
                    "decision, no special category of data that is asked for, and no new "
                    "technology such as machine learning."
                ),
                Text(f"Controller: {school}.")
                if school
                else Gap("the name of the controller: the school or the trust"),
                Text(f"Whom to ask: {contact}.")
                if contact
                else Gap("the data protection officer, and how to reach them"),
                Gap("what the school means to gain, for which subjects and year groups"),
            ),
        ),
        Step("2. What is done with data", (*_processing(), _records())),
        Step(
            "3. Who is asked",
            (
                Text(
                    "Before it is used: the data protection officer, the teachers who will use it, "
                    "some students, and those who look after the server. Parents are told where "
                    "the school tells them of other software."
                ),
                Gap("who was asked, when, what they said, and what came of it"),
            ),
        ),
        Step("4. Necessity and proportionality", _necessity()),
        Step(
            "5. and 6. Risks, and what is done about them",
            (
                Text(
                    "The risks are those to students and teachers. Likelihood and severity are "
                    "our first estimate, with what the program does already; the school weighs "
                    "them again for itself."
                ),
                _risks(),
                Gap("risks of the school’s own: its network, its shared computers, its backups"),
            ),
        ),
        Step(
            "7. Sign-off",
            (
                Gap("measures approved by (name, post, date)"),
                Gap("risks that remain accepted by (name, post, date)"),
                Gap("advice of the data protection officer, and whether it was taken"),
                Gap("what students and parents said, and what came of it"),
                Gap("who keeps this under review, and when it is looked at next"),
            ),
        ),
    )


def _processing() -> tuple[Text | Gap, ...]:
    mail = can_send()
    providers = _providers()
    return (
        Text(
            "Collected from the people themselves, in a browser, or from a class list that a "
            "teacher types in or uploads. Stored in one database on the school’s own server or a "
            "server that it rents. Nothing is collected from anywhere else, and nothing is bought."
        ),
        Text(
            "No third party takes part: pages load nothing from other hosts, there are no "
            "analytics, no advertising, no tracker, and no internet address is stored; where one "
            "is needed to count wrong passwords, a keyed hash stands for it."
        ),
        Text(
            f"Sign-in with {providers} is switched on: whoever chooses it lets that company know "
            "of the sign-in."
            if providers
            else "Sign-in with Google or Microsoft is possible, and not switched on here."
        ),
        Text(
            "E-mail is sent, to addresses that their owners added: to confirm them, to set a new "
            "password, and of changes to an account."
            if mail
            else "No e-mail is sent from here."
        ),
        Text(
            "Of the table: “public task” is UK GDPR, Art. 6(1)(e), the teaching of a state school. "
            "An independent school may take legitimate interests, Art. 6(1)(f). The school decides."
        ),
        Gap("how many students and teachers, and of what age"),
        Gap("where the server and its backups stand, who runs them, and under which contract"),
        Gap("what the web server or proxy in front logs (addresses, pages), and for how long"),
        Gap("how long backups are kept, and who can read them"),
    )


def _records() -> Entries:
    kept = periods()
    account = f"until it is deleted, or unused for {kept['accounts'].said} (but for those "
    "who look after the site)"
    stays = (
        " Plans handed in then stay with the class, as last handed in and without a name."
        if settings.KEEP_HANDED_IN
        else " Plans handed in go too."
    )
    ended = f"{kept['sign_ins'].said} at most, or until signing out"
    return Entries(
        (
            "What",
            "Whose",
            "Purpose",
            "Lawful basis (suggested)",
            "Who sees it",
            "Kept until",
        ),
        (
            (
                "Username, name for the class list, hashed password, times of joining and last "
                "sign-in",
                "Students, teachers",
                "To sign in, and to be known to one’s teacher",
                TASK,
                "The person; name and username: the teachers of their classes",
                f"With the account: {account}.",
            ),
            (
                "E-mail address, where somebody adds one",
                "Mostly teachers",
                "To set a forgotten password anew",
                "Consent, Art. 6(1)(a): it is optional",
                "The person",
                "Until removed, or with the account; a link that confirms it, "
                f"{kept['confirmations'].said}.",
            ),
            *_of_providers(),
            (
                "Second step of sign-in: keys of apps and passkeys, recovery codes",
                "Whoever sets one up",
                "To keep the account safe",
                SAFE,
                "Nobody; the person sees that there are some",
                "Until removed, or with the account.",
            ),
            (
                "Plans: words, choices, links, earlier versions, rehearsals",
                "Students",
                "To plan an essay, which is what the site is for",
                TASK,
                "The student. For a class: its teachers, without earlier versions and rehearsals",
                f"With the account: {account}.{stays} Plans that "
                f"their owner deletes: {kept['deleted_plans'].said} after deleting.",
            ),
            (
                "Plans made without an account",
                "Whoever uses the browser",
                "To try the site, or use it without giving any name",
                TASK,
                "Whoever has that browser",
                f"{in_words(guests.KEPT)} after they were last worked on.",
            ),
            (
                "Copies that were handed in; feedback, comments, replies, levels and marks",
                "Students, teachers",
                "To teach",
                TASK,
                "The teachers of the class; the student, once it is released",
                "With the plan.",
            ),
            (
                "Classes, memberships, work that is set, longer times",
                "Students, teachers",
                "To know whose plan is whose teacher’s to read",
                TASK,
                "The teachers of the class; students, their own",
                f"With the class: {kept['classes'].said} after it is archived.",
            ),
            (
                "Topics, exam formats and saved comments that teachers write",
                "Teachers",
                "To teach",
                TASK,
                "The teacher; what is published to a class: that class; shared comments: the "
                "teachers of its classes",
                "With the account. Topics that a class uses stay for it, without the name.",
            ),
            (
                "Who read or took whose plan, and on what day",
                "Teachers; of students’ plans",
                "So that students can see who looked",
                TASK,
                "The student",
                f"{kept['looks'].said}.",
            ),
            (
                "Sessions: a random key, the kind of browser, times",
                "Whoever signs in or plans as a guest",
                "To stay signed in, and to sign browsers out",
                SAFE,
                "The person",
                f"{ended}.",
            ),
            (
                "Wrong passwords and join codes: a count and a time under a keyed hash; codes of "
                "the second step: a time for each, under the account itself",
                "Whoever tries",
                "To stop guessing",
                SAFE,
                "Nobody",
                f"{kept['wrong_sign_ins'].said} (passwords and the second "
                f"step), {kept['wrong_codes'].said} (join codes) at most.",
            ),
            (
                "Invitations of a colleague: who made it, when, a hash of its link",
                "Teachers",
                "To let a second teacher into a class",
                TASK,
                "The teachers of the class",
                f"{kept['invitations'].said}.",
            ),
        ),
    )


def _of_providers() -> tuple[tuple[str, ...], ...]:
    if not (names := _providers()):
        return ()
    return (
        (
            f"Number of an account with {names}, and nothing else of it",
            "Whoever chooses to sign in that way",
            "To sign in",
            "Consent, Art. 6(1)(a): it is optional",
            f"The person; {names} learns of the sign-in",
            "Until disconnected, or with the account.",
        ),
    )


def _providers() -> str:
    return " or ".join(sorted(name.capitalize() for name in settings.SOCIALACCOUNT_PROVIDERS))


def _necessity() -> tuple[Text | Gap, ...]:
    return (
        Text(
            "Lawful basis: suggested for each kind of data in the table above. Consent is not what "
            "a school should rest on for schoolwork, as students can hardly refuse."
        ),
        Text(
            "Nothing is asked that is not used: students give a username and a password, and a "
            "name where they join a class. There is a way without any account."
        ),
        Text(
            "No function creep: no profile is made, no data leaves the site, and the check is "
            "made of fixed rules, each of them published, that give no mark."
        ),
        Text(
            "Data quality: people change their name and their words themselves; history lets "
            "them go back."
        ),
        Text(
            "Rights: everything that is held on somebody can be read, taken as JSON and PDF, and "
            "deleted by that person, at once and without asking. The page on privacy is written "
            "for a sixteen-year-old and linked from the foot of every page."
        ),
        Text(
            "Children: settings are the private ones from the start, nothing nudges anybody to "
            "give more, nobody’s place is asked, and there is no contact between students "
            "(ICO, Age appropriate design code, standards 1, 4, 7, 8, 10, 12, 13 and 15)."
        ),
        Text(
            "International transfers: the program makes none."
            + (" Sign-in with another company may be one." if _providers() else "")
        ),
        Gap("the lawful basis that the school rests on, and where its privacy notice says so"),
        Gap(
            "that “manage.py purge” runs every day: it erases what the table above says, and "
            "nothing else does"
        ),
    )


def _risks() -> Entries:
    kept = periods()
    step = (
        "A second step is asked of every teacher."
        if settings.TEACHERS_NEED_SECOND_STEP
        else "A second step is offered to everybody; the setting TEACHERS_NEED_SECOND_STEP asks it "
        "of teachers, and is off."
    )
    return Entries(
        ("Risk", "Likelihood", "Severity", "What is done already", "What remains"),
        (
            (
                "A student reads or changes a classmate’s plan",
                "Remote",
                "Significant",
                "Every page fetches its object by who may see it, and answers strangers as if it "
                "were not there; a test asks every address as everybody. Keys cannot be guessed.",
                "Low",
            ),
            (
                "Somebody signs in as somebody else",
                "Possible",
                "Significant",
                "Long passwords, none of them well known; wrong ones lock that name at that "
                f"address for a while; sign-ins are listed and can be ended. {step}",
                "Low to medium",
            ),
            (
                "The next person at a shared computer sees somebody’s work",
                "Possible",
                "Significant",
                "No page is kept by the browser; unsaved words are encrypted with a key that only "
                "the plan’s own page brings; one button signs out.",
                "Low, where people sign out",
            ),
            (
                "A teacher sees more than their task asks, or students feel watched",
                "Possible",
                "Minimal to significant",
                "Teachers see plans for their own classes only, no earlier versions and no "
                "rehearsals; students are told before they join. Who looked is noted for the "
                f"student for {kept['looks'].said}.",
                "Low",
            ),
            (
                "Somebody poses as a teacher and gets students to join a class",
                "Possible",
                "Significant",
                "Joining shows who teaches the class and by which username, and says that anybody "
                "can make one; leaving ends all sight of the plans.",
                "Low to medium: tell students to join with a code given in the lesson",
            ),
            (
                "A student writes something sensitive, or a worry, into a plan",
                "Possible",
                "Significant",
                "The site asks for nothing of the kind and says so. Nobody reads plans by machine.",
                "Medium: the school’s safeguarding applies to what teachers read",
            ),
            (
                "Work is lost",
                "Remote",
                "Significant",
                "What is typed is kept on the device until the server has confirmed it; history; "
                f"deleted plans come back for {kept['deleted_plans'].said}.",
                "Low, with backups",
            ),
            (
                "The server or a backup is stolen or broken into",
                "Remote",
                "Severe",
                "Passwords are hashed with Argon2id; internet addresses are not stored; little is "
                "asked for in the first place. The database itself is not encrypted by the "
                "program.",
                "Medium: encrypted disks and backups are the school’s to provide",
            ),
            (
                "Data is kept for longer than it is needed",
                "Possible",
                "Minimal",
                "Every period stands in one table, which one command enforces and the page on "
                "privacy shows.",
                "Low, where the command runs every day",
            ),
        ),
    )
