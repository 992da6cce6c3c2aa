"""How Sphinx makes pages of the notebooks."""

project = "Optimizers and learning rates"
html_title = project
copyright = "the optlab developers"  # the name that Sphinx asks for
extensions = ["myst_nb", "sphinx.ext.mathjax"]
nb_execution_mode = "off"  # what is committed is what is shown, and CI holds it to what runs
nb_output_stderr = "remove-warn"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
html_theme = "furo"
pygments_style = "default"
pygments_dark_style = "github-dark"  # furo's own underlines every module
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
mathjax_path = "mathjax.js"  # served by the site itself
html_theme_options = {"navigation_with_keys": True}
