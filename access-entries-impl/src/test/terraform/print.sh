#!/usr/bin/env bash
# Prints the states and plans of the tests with the Terraform that is installed; see README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
printed=$here/../resources/io/github/accessentries/iac/terraform
work=$(mktemp -d)
export TF_IN_AUTOMATION=1 TF_CLI_ARGS="-no-color" CHECKPOINT_DISABLE=1

cp -r "$here/provider" "$here/configurations" "$work"
(cd "$work/provider" && npm install --silent --ignore-scripts)
(cd "$work/provider" && exec node provider.mjs >"$work/attach") &
provider=$!
trap 'kill $provider; rm -rf "$work"' EXIT
until [ -s "$work/attach" ]; do
  kill -0 $provider
  sleep 0.1
done
TF_REATTACH_PROVIDERS=$(cat "$work/attach")
export TF_REATTACH_PROVIDERS

# at CONFIGURATION COMMAND...: all configurations of one story share a state
at() {
  cd "$work/configurations/$1"
  shift
  "$@"
}

# Another Terraform makes an entry that this one finds.
at found terraform init -input=false >/dev/null
at found terraform apply -auto-approve >/dev/null

at platform terraform init >/dev/null
at platform terraform plan -out="$work/first.plan" >"$printed/plan.txt"
at platform terraform show -json "$work/first.plan" >"$printed/first-plan.json"
at platform terraform apply "$work/first.plan" >/dev/null
at platform terraform show -json >"$printed/state.json"
at platform terraform show >"$printed/show.txt"
cp "$work/configurations/platform/terraform.tfstate" "$printed/raw-state.json"

cp "$work/configurations/platform/terraform.tfstate" "$work/configurations/platform-next/"
at platform-next terraform init >/dev/null
at platform-next terraform plan -out="$work/next.plan" >/dev/null
at platform-next terraform show -json "$work/next.plan" >"$printed/next-plan.json"
at platform-next terraform plan -json >"$printed/plan-lines.txt"

at failing terraform init >/dev/null
at failing terraform apply -auto-approve >/dev/null
cp "$work/configurations/failing/terraform.tfstate" "$work/configurations/failing-next/"
at failing-next terraform init >/dev/null
at failing-next terraform apply -auto-approve >/dev/null 2>&1 || true
at failing-next terraform show -json >"$printed/deposed-state.json"
