// Draws the Mermaid charts on stdin, a JSON list, and prints the texts of each as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { launch } from "./browser.mjs";

const browser = await launch(process.argv[2]);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.setContent("<main></main>");
const require = createRequire(import.meta.url);
await page.addScriptTag({ path: require.resolve("mermaid/dist/mermaid.min.js") });
const texts = await page.evaluate(async (charts) => {
  window.mermaid.initialize({ startOnLoad: false });
  const drawn = [];
  for (const chart of charts) {
    document.querySelector("main").innerHTML = (await window.mermaid.render("chart", chart)).svg;
    const found = [...document.querySelectorAll("main text")];
    drawn.push(found.map((text) => text.textContent.trim()));
  }
  return drawn;
}, JSON.parse(readFileSync(0, "utf-8")));
await browser.close();
console.log(JSON.stringify(texts));
