#!/usr/bin/env python3
"""Records what `aws eks update-kubeconfig` makes of kubeconfigs, in kubeconfigs.json beside it.

Needs the AWS CLI on the path. It asks a server of this script, on loopback, which describes two clusters.
"""
import http.server, json, os, pathlib, subprocess, tempfile, threading

ARN = "arn:aws:eks:us-west-2:111122223333:cluster/"
CLUSTERS = {
    "prod": {"name": "prod", "arn": ARN + "prod", "status": "ACTIVE", "endpoint": "https://prod.example.eks",
             "certificateAuthority": {"data": "cHJvZA=="}},
    "edge": {"name": "edge", "arn": ARN + "edge", "status": "UPDATING", "endpoint": "https://edge.example.eks",
             "certificateAuthority": {"data": "ZWRnZQ=="}, "id": "0e4bd51d-6ee7-4bb5-8b46-1a1b8b1ab6e2",
             "outpostConfig": {"outpostArns": ["arn:o"], "controlPlaneInstanceType": "m5.large"}},
}
OTHERS = """\
# What a person has written.
kind: Config
apiVersion: v1
x-team: {colour: "red", sizes: [1, 2]}
preferences: {colors: true}
users:
- name: ana
  user: {token: "0123", username: 0o7, password: 'yes', tokenFile: 1e3}
- name: ben
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: get
      args: [--on, "2020-01-01", "null"]
      interactiveMode: Never
      installHint: |
        First line.
          Second: line
clusters:
- name: stage
  cluster:
    server: https://stage
    insecure-skip-tls-verify: true
    extensions:
    - name: e
      extension: {last-update: never, provider: minikube}
- cluster: {server: "https://dev"}
  name: dév
contexts:
- {name: stage, context: {cluster: stage, user: ana, namespace: team-a}}
- name: dév
  context:
    cluster: dév
    user: ben
current-context: stage
"""
OURS = f"""\
apiVersion: v1
clusters:
- {{name: first, cluster: {{server: "https://first"}}}}
- name: {ARN}prod
  cluster: {{server: "https://old", tls-server-name: old}}
- {{name: last, cluster: {{server: "https://last"}}}}
contexts:
- name: {ARN}prod
  context: {{cluster: first, user: nobody, namespace: kept-nowhere}}
- {{name: last, context: {{cluster: last, user: last}}}}
current-context: last
kind: Config
preferences: {{}}
users:
- name: {ARN}prod
  user: {{token: old}}
- {{name: last, user: {{}}}}
"""
JSON = json.dumps({"kind": "Config", "apiVersion": "v1", "preferences": {}, "clusters": [], "contexts": [], "users": [
    {"name": "j", "user": {"token": "a\tb\u00e9", "auth-provider": {"name": "oidc", "config": {"n": "1"}}}}],
    "current-context": ""})


def case(name, *arguments, files=None, variable=None, option="config", profile=None, cluster="prod"):
    return {"name": name, "cluster": cluster, "arguments": list(arguments), "files": files or {}, "variable": variable,
            "option": option, "profile": profile}


CASES = [
    case("no file"),
    case("no directory", option="below/it/config"),
    case("empty file", files={"config": ""}),
    case("only a comment", files={"config": "# nothing\n"}),
    case("local cluster", cluster="edge"),
    case("others", files={"config": OTHERS}),
    case("others, alias", "--alias", "p", files={"config": OTHERS}),
    case("others, alias of another", "--alias", "stage", files={"config": OTHERS}),
    case("others, user alias", "--user-alias", "u", files={"config": OTHERS}),
    case("others, user alias of another", "--user-alias", "ana", files={"config": OTHERS}),
    case("others, both aliases", "--alias", "p", "--user-alias", "u", files={"config": OTHERS}),
    case("role", "--role-arn", "arn:aws:iam::111122223333:role/dev", files={"config": OTHERS}),
    case("proxy", "--proxy-url", "http://proxy.example:3128", files={"config": OTHERS}),
    case("profile", profile="work", files={"config": OTHERS}),
    case("everything", "--alias", "p", "--user-alias", "u", "--role-arn", "arn:aws:iam::111122223333:role/dev",
         "--proxy-url", "socks5://127.0.0.1:1080", profile="yes", files={"config": OTHERS}),
    case("own entries", files={"config": OURS}),
    case("own entries, alias", "--alias", "last", files={"config": OURS}),
    case("own entries, proxy", "--proxy-url", "http://proxy.example:3128", files={"config": OURS}),
    case("lists that are null", files={"config": "apiVersion: v1\nkind: Config\nclusters: null\nusers:\ncontexts: ~\n"}),
    case("lists that are missing", files={"config": "kind: Config\n"}),
    case("entries without names", files={"config": "clusters:\n- cluster: {server: a}\nusers:\n- {user: {token: t}}\n"}),
    case("JSON", files={"config": JSON}),
    case("anchors", files={"config": "users:\n- &a {name: a, user: {token: &t secret}}\n- {name: b, user: {token: *t}}\n"
                                     "clusters: &none []\ncontexts: *none\n"}),
    case("merged keys", files={"config": "x: &x {server: https://x}\nclusters:\n- {name: x, cluster: {<<: *x, a: b}}\n"}),
    case("list at the top", files={"config": "- a\n"}),
    case("text at the top", files={"config": "hello\n"}),
    case("no YAML", files={"config": "a: [b\n"}),
    case("clusters that are no list", files={"config": "clusters: {a: b}\n"}),
    case("user that is a text", files={"config": "users: [ana]\n"}),
    case("current context that is a list", files={"config": "current-context: [a]\n"}),
    case("two documents", files={"config": "kind: Config\n---\nkind: Config\n"}),
    case("another kind", files={"config": "kind: Pod\napiVersion: v1\n"}),
    case("a name twice", files={"config": "users:\n- {name: a, user: {token: b}}\n- {name: a, user: {token: c}}\n"}),
    case("a key twice", files={"config": "kind: Config\nusers: []\nusers:\n- {name: a, user: {}}\n"}),
    case("several, none has it", option=None, variable="a:b", files={"a": OTHERS, "b": JSON}),
    case("several, the second has it", option=None, variable="a:b", files={"a": OTHERS, "b": OURS}),
    case("several, both have it", option=None, variable="b:a", files={"a": OURS, "b": OURS}),
    case("several, blank ones between", option=None, variable=": :b", files={"b": OTHERS}),
    case("several, the first is not there", option=None, variable="c:b", files={"b": JSON}),
    case("several, the first is not there but the second has it", option=None, variable="c:b", files={"b": OURS}),
    case("several, the second is broken", option=None, variable="a:b", files={"a": OTHERS, "b": "a: ["}),
    case("several, the first is broken", option=None, variable="a:b", files={"a": "a: [", "b": OTHERS}),
    case("several, the first is broken and the second has it", option=None, variable="a:b",
         files={"a": "a: [", "b": OURS}),
    case("an empty variable", option=None, variable="", files={".kube/config": OTHERS}),
    case("no variable and no file", option=None),
    case("option before the variable", variable="a", files={"a": OURS, "config": JSON}),
]


class Eks(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"cluster": CLUSTERS[self.path.split("/")[2]]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def run(url, one):
    with tempfile.TemporaryDirectory() as home:
        root = pathlib.Path(home)
        for name, text in one["files"].items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        # Otherwise the CLI would load what is at the URL of the proxy, in place of it.
        (root / "aws").write_text("".join(f"[{p}]\ncli_follow_urlparam = false\n"
                                          for p in ("default", "profile work", "profile yes")))
        environment = {"PATH": os.environ["PATH"], "HOME": home, "AWS_CONFIG_FILE": str(root / "aws"),
                       "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s"}
        if one["variable"] is not None:
            environment["KUBECONFIG"] = one["variable"]
        if one["profile"]:
            environment["AWS_PROFILE"] = one["profile"]
        command = ["aws", "--endpoint-url", url, "--region", "us-west-2", "eks", "update-kubeconfig", "--name",
                   one["cluster"], *(["--kubeconfig", one["option"]] if one["option"] else []), *one["arguments"]]
        result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=home)
        after = {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*"))
                 if path.is_file() and path.name != "aws"}
        return {**one, "exit": result.returncode, "after": after}


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Eks)
threading.Thread(target=server.serve_forever, daemon=True).start()
rows = [run(f"http://127.0.0.1:{server.server_port}", one) for one in CASES]
version = subprocess.run(["aws", "--version"], capture_output=True, text=True).stdout.split()[0]
text = ",\n".join("  " + json.dumps(row) for row in rows)
clusters = json.dumps(CLUSTERS)
(pathlib.Path(__file__).parent / "kubeconfigs.json").write_text(
    f'{{"recordedWith": "{version}", "clusters": {clusters}, "cases": [\n{text}\n]}}\n')
