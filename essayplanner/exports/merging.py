"""Binding PDFs into one that is tagged as whole as each of them was."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from operator import itemgetter
from typing import Any
from xml.sax.saxutils import escape

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    Stream,
    String,
)
from pikepdf.models.metadata import encode_pdf_date

LANGUAGE = "en-GB"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/">\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
<dc:format>application/pdf</dc:format>\
<xmp:CreateDate>{made}</xmp:CreateDate>{standard}\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""
_STANDARD = "<pdfuaid:part>1</pdfuaid:part>"


def merge(
    parts: Iterable[tuple[str, bytes]], title: str, made: datetime, *, both_sides: bool = True
) -> bytes:
    """Bind tagged PDFs into one, each with its bookmark.

    For printing on ``both_sides`` each begins on an odd page, so that it lies on paper of its own:
    a page is left empty where the one before has an odd number of them. There is one structure tree
    (ISO 32000-1, 14.7): a document that holds a part for each PDF. It says that it is PDF/UA-1
    where every one of them does. What typst writes is what is expected: a ``Document`` as the root
    of the tree, no forms, no scripts.
    """
    binder = _Binder(both_sides)
    for bookmark, pdf in parts:
        binder.add(bookmark, pdf)
    return binder.save(title, made)


class _Binder:
    def __init__(self, both_sides: bool) -> None:
        self.both_sides = both_sides
        self.pdf = Pdf.new()
        self.bookmarks: list[OutlineItem] = []
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        # Which element holds each piece of the content of a page, by the page's StructParents.
        self.owners = Array()
        self.next_owner = 0
        self.ids: list[tuple[bytes, Object]] = []
        self.roles = Dictionary()
        self.accessible = True

    def add(self, bookmark: str, content: bytes) -> None:
        if self.both_sides and len(self.pdf.pages) % 2:
            _, _, width, height = map(float, self.pdf.pages[-1].mediabox)
            self.pdf.add_blank_page(page_size=(width, height))
        source = Pdf.open(BytesIO(content))
        begins = len(self.pdf.pages)
        self.bookmarks.append(OutlineItem(bookmark, begins, "Fit"))
        self.accessible &= _STANDARD.encode() in source.Root.Metadata.read_bytes()
        tree = source.Root.StructTreeRoot
        prefix = b"%d-" % begins
        _set_apart(source, self.next_owner, prefix)
        (top,) = tree.K
        del top.P  # else the whole tree of the source would come along
        # The pages first: the elements that come after them then point to them as they are here.
        self.pdf.pages.extend(source.pages)
        part = self.pdf.copy_foreign(top)
        part.S, part.T, part.P = Name.Part, String(bookmark), self.document
        self.document.K.append(part)
        for number, owners in _pairs(tree.ParentTree, "/Nums"):
            # Made indirect a second time, an element would be two.
            row = owners if owners.is_indirect else source.make_indirect(owners)
            self.owners.extend([number + self.next_owner, self.pdf.copy_foreign(row)])
        self.next_owner += int(tree.ParentTreeNextKey)
        for key, element in _pairs(tree.get("/IDTree", Dictionary()), "/Names"):
            self.ids.append((prefix + bytes(key), self.pdf.copy_foreign(element)))
        for role, meaning in tree.get("/RoleMap", {}).items():
            self.roles[role] = meaning

    def save(self, title: str, made: datetime) -> bytes:
        root = self.pdf.Root
        root.Lang = String(LANGUAGE)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.L2R)
        root.PageMode = Name.UseOutlines
        tree = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self.document]),
                ParentTree=Dictionary(Nums=self.owners),
                ParentTreeNextKey=self.next_owner,
                RoleMap=self.roles,
            )
        )
        if self.ids:
            self.ids.sort(key=itemgetter(0))
            tree.IDTree = Dictionary(
                Names=Array([each for key, element in self.ids for each in (String(key), element)])
            )
        self.document.P = tree
        root.StructTreeRoot = tree
        with self.pdf.open_outline() as outline:
            outline.root.extend(self.bookmarks)
        self._describe(title, made)
        saved = BytesIO()
        self.pdf.save(saved, min_version="1.7", object_stream_mode=ObjectStreamMode.generate)
        return saved.getvalue()

    def _describe(self, title: str, made: datetime) -> None:
        said = _XMP.format(
            title=escape(title),
            language=LANGUAGE,
            made=made.isoformat(timespec="seconds"),
            standard=_STANDARD if self.accessible else "",
        )
        self.pdf.Root.Metadata = self.pdf.make_stream(
            said.encode(), Type=Name.Metadata, Subtype=Name.XML
        )
        self.pdf.docinfo = self.pdf.make_indirect(
            Dictionary(Title=String(title), CreationDate=String(encode_pdf_date(made)))
        )


def _pairs(tree: Object, leaves: str) -> Iterator[tuple[Any, Object]]:
    """Yield what a number tree (``/Nums``) or a name tree (``/Names``) holds."""
    flat = list(tree.get(leaves, ()))
    yield from zip(flat[::2], flat[1::2], strict=True)
    for branch in tree.get("/Kids", ()):
        yield from _pairs(branch, leaves)


def _set_apart(source: Pdf, first: int, prefix: bytes) -> None:
    """Make what a PDF calls its parts differ from what the others call theirs.

    Its content is counted from ``first``, the names of its elements get a ``prefix``, and its links
    lead to places instead of names of places.
    """
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    places = {bytes(name): place for name, place in _pairs(names, "/Names")}
    for item in source.objects:
        if not isinstance(item, Dictionary | Stream):
            continue
        for key in ("/StructParents", "/StructParent"):
            if key in item:
                item[key] = int(item[key]) + first
        if isinstance(item.get("/Dest"), String):
            item.Dest = places[bytes(item.Dest)]
        if "/ID" in item:
            item.ID = String(prefix + bytes(item.ID))
        for attributes in _attributes(item):
            if "/Headers" in attributes:
                attributes.Headers = Array(
                    [String(prefix + bytes(name)) for name in attributes.Headers]
                )


def _attributes(element: Object) -> list[Object]:
    held = element.get("/A", Array()) if "/S" in element else Array()
    return list(held) if isinstance(held, Array) else [held]
