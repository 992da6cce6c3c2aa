"""The recipe as it stands, and what a test alone needs: anybody may enter, all below one folder, on free ports."""

import json
import os
from pathlib import Path

load_subconfig(str(Path(__file__).parents[2] / "site" / "hub" / "jupyterhub_config.py"))  # noqa: F821

c = get_config()  # noqa: F821
HOME, PORTS = os.environ["OPTLAB_HUB_HOME"], os.environ["OPTLAB_HUB_PORTS"].split()
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORTS[0]}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{PORTS[1]}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORTS[2]}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["OPTLAB_HUB_WORD"]
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = HOME + "/{username}"
c.Spawner.args = [*c.Spawner.args, "--LabApp.expose_app_in_browser=True", "--allow-root"]
c.Spawner.debug = True

# Every cell in its page, whether seen or not, as for the other tests: else a player above the window is not there.
settings = Path(HOME) / "config" / "labconfig"
settings.mkdir(parents=True, exist_ok=True)
windowing = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
(settings / "default_setting_overrides.json").write_text(json.dumps(windowing))
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": str(settings.parent)}
