// Opens a page and prints, as JSON, what a reader meets at 320 and at 1280 pixels and on paper: how
// wide it is, what axe-core finds, what it asks for, what it says to the console, its outline.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [executablePath, file, pdf] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const address = pathToFileURL(file).href;
const browser = await launch(executablePath);

async function look(width) {
  // Pages allow no script of others, and axe-core is one.
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return {
    width: await page.evaluate(() => document.documentElement.scrollWidth),
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
  };
}

async function print() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const [requests, messages] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => messages.push(dialog.message()));
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  await page.goto(address);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  const scripts = await page.locator("script").count();
  const charts = await page.locator(".chart:visible, svg:visible").count();
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const others = requests.filter((url) => url !== address && !url.startsWith("data:"));
  return { others, messages, outline, scripts, charts };
}

const seen = { small: await look(320), large: await look(1280), printed: await print() };
await browser.close();
console.log(JSON.stringify(seen));
