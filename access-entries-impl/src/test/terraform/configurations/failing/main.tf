provider "aws" {
  region = "eu-central-1"
}

resource "aws_eks_access_entry" "deposed" {
  cluster_name  = "prod"
  principal_arn = "arn:aws:iam::111122223333:role/undeletable-first"

  lifecycle {
    create_before_destroy = true
  }
}
