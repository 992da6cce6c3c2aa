// Formulas drawn: [[tex, display], ...] on standard input, as JSON; their SVGs on standard output, as JSON.
const fs = require("fs");
const wanted = JSON.parse(fs.readFileSync(0, "utf8"));
require("mathjax").init({
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
  svg: { fontCache: "none" },
}).then(async MathJax => {
  const drawn = []; // one after another: the first that asks for more of TeX, such as \cancel, waits until it is loaded
  for (const [tex, display] of wanted) {
    drawn.push(MathJax.startup.adaptor.outerHTML(await MathJax.tex2svgPromise(tex, { display })));
  }
  const style = MathJax.startup.adaptor.textContent(MathJax.svgStylesheet());
  fs.writeFileSync(1, JSON.stringify({ drawn, style }));
}).catch(error => { console.error(error); process.exit(1); });
