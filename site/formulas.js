// Formulas drawn: [[tex, display], ...] on standard input, as JSON; their SVGs on standard output, as JSON.
const fs = require("fs");
const wanted = JSON.parse(fs.readFileSync(0, "utf8"));
require("mathjax").init({
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
  svg: { fontCache: "none" },
}).then(MathJax => {
  const drawn = wanted.map(([tex, display]) => MathJax.startup.adaptor.outerHTML(MathJax.tex2svg(tex, { display })));
  const style = MathJax.startup.adaptor.textContent(MathJax.svgStylesheet());
  fs.writeFileSync(1, JSON.stringify({ drawn, style }));
}).catch(error => { console.error(error); process.exit(1); });
