#!/usr/bin/env python3
"""Records where the tokens of `aws eks get-token` point, by region, environment and profile, in endpoints.json beside it.

Needs the AWS CLI on the path; asks nobody, since a token is only signed.
"""
import base64, itertools, json, os, pathlib, subprocess, tempfile
from urllib.parse import parse_qs, urlsplit

REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-7", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1",
           "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1"]
FIPS, DUAL_STACK = "fips", "dualstack"


def token(region, environment, profile):
    with tempfile.TemporaryDirectory() as home:
        config = pathlib.Path(home, "config")
        config.write_text("[profile work]\n" + "".join(
            f"use_{name}_endpoint = {value}\n" for name, value in profile.items()))
        result = subprocess.run(
            ["aws", "--region", region, "eks", "get-token", "--cluster-name", "prod", "--output", "json"],
            capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "HOME": home, "AWS_CONFIG_FILE": str(config), "AWS_PROFILE": "work",
                 "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s",
                 **{f"AWS_USE_{name.upper()}_ENDPOINT": value for name, value in environment.items()}})
    if result.returncode != 0:
        return {"error": result.stderr.strip()}
    text = json.loads(result.stdout)["status"]["token"].removeprefix("k8s-aws-v1.")
    url = urlsplit(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode())
    query = parse_qs(url.query)
    return {"host": url.netloc, "scope": query["X-Amz-Credential"][0].split("/", 2)[2],
            "signedHeaders": query["X-Amz-SignedHeaders"][0], "expires": query["X-Amz-Expires"][0],
            "parameters": sorted(query)}


def case(region, environment, profile):
    return {"region": region, "environment": environment, "profile": profile, **token(region, environment, profile)}


cases = [case(region, {FIPS: fips, DUAL_STACK: dual}, {})
         for region, fips, dual in itertools.product(REGIONS, ("true", "false"), ("true", "false"))]
for name in (FIPS, DUAL_STACK):
    for ours, theirs in itertools.product((None, "true", "false", "TRUE"), (None, "true", "false", "True")):
        cases.append(case("us-east-1", {name: ours} if ours else {}, {name: theirs} if theirs else {}))
here = pathlib.Path(__file__).parent
version = subprocess.run(["aws", "--version"], capture_output=True, text=True).stdout.split()[0]
rows = ",\n".join("  " + json.dumps(row) for row in cases)
(here / "endpoints.json").write_text(f'{{"recordedWith": "{version}", "cases": [\n{rows}\n]}}\n')
