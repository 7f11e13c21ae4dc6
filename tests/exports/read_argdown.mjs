// Reads documents (a JSON list on standard input) with Argdown's own parser: argv[2] is where it is installed.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const { ArgdownApplication, DataPlugin, ModelPlugin, ParserPlugin } = createRequire(process.argv[2])("@argdown/core");
const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), "parse-input");
app.addPlugin(new DataPlugin(), "build-model");
app.addPlugin(new ModelPlugin(), "build-model");

const said = (group) => Object.fromEntries(Object.entries(group ?? {}).map(
  ([title, { members }]) => [title, members.map((member) => (member.text ?? "").trim()).filter(Boolean).join("\n")]));

const read = (input) => {
  const got = app.run({ process: ["parse-input", "build-model"], input, throwExceptions: true });
  return {
    errors: [...(got.lexerErrors ?? []), ...(got.parserErrors ?? [])].map(({ message }) => message),
    front: got.frontMatter,
    headings: got.tokens.filter(({ tokenType }) => tokenType.name === "HeadingStart").length,
    statements: said(got.statements),
    arguments: said(got.arguments),
    relations: (got.relations ?? []).map(({ from, relationType, to }) => [from.title, relationType, to.title]),
    tags: Object.keys(got.tags ?? {}),
    text: got.tokens.map(({ image, tokenType }) => tokenType.name === "EscapedChar" ? image.slice(1) : image).join(""),
  };
};

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(read)));
