provider "aws" {
  region = "eu-central-1"
}

resource "aws_eks_access_entry" "found" {
  cluster_name      = "prod"
  principal_arn     = "arn:aws:iam::111122223333:role/found"
  kubernetes_groups = ["finders"]
}
