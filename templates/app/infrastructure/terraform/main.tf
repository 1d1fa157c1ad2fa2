# Where the page lies: a private bucket that a distribution or a proxy of yours reads from.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "region" {
  description = "The region of AWS that everything is in."
  type        = string
  default     = "eu-central-1"
}

variable "stage" {
  description = "Which of several installations this is, as in dev or prod."
  type        = string
  default     = "dev"
}

provider "aws" {
  region = var.region
}

resource "aws_s3_bucket" "pages" {
  bucket_prefix = "demo-app-${var.stage}-"
}

resource "aws_s3_bucket_public_access_block" "pages" {
  bucket                  = aws_s3_bucket.pages.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "pages" {
  bucket = aws_s3_bucket.pages.id

  versioning_configuration {
    status = "Enabled"
  }
}

output "pages_bucket" {
  description = "The bucket to copy frontend/ into."
  value       = aws_s3_bucket.pages.bucket
}
