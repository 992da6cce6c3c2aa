"""A class on one machine: JupyterHub, where every student has copies of the course.

    jupyterhub -f site/hub/jupyterhub_config.py

Who may enter, and over which address, is the class's own affair: see README.md beside this file.
"""

FOLDER, FIRST = "optlab-notebooks", "00_start_here.ipynb"

c = get_config()  # noqa: F821, JupyterHub gives it
c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # for this machine alone; a web server before it adds TLS
# Whoever has a password on this machine: JupyterHub itself lets nobody in. Another authenticator says whom it lets in.
c.PAMAuthenticator.allow_all = True
c.PAMAuthenticator.blocked_users = {"root"}
# As the student, in her own home: her copies come, or are renewed, each time that her server starts.
# Whatever goes wrong with that is in the hub's log, and she gets her server all the same.
c.Spawner.cmd = ["sh", "-c", f'cd && optlab bring {FOLDER}; exec jupyterhub-singleuser "$@"', "sh"]
# Terminals keep the hub's PATH, on which optlab is; a login shell, which is usual there, makes one of its own.
TERMINAL = {"shell_command": ["sh", "-c", 'exec "${SHELL:-sh}"']}
c.Spawner.args = [f"--ServerApp.terminado_settings={TERMINAL}"]
c.Spawner.default_url = f"/lab/tree/{FOLDER}/{FIRST}"
c.Spawner.start_timeout = 120  # thirty students who start at once
c.Spawner.mem_limit = "1G"  # honoured by the spawners that can; a student takes about 300 MB
