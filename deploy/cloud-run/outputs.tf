output "share_the_sheet_with" {
  description = "Give this address 'Editor' in the sheet's Share dialog."
  value       = google_service_account.worker.email
}

output "put_exports_into" {
  description = "Where LinkedIn's ZIP and other exports go; the job sees them under /data."
  value       = google_storage_bucket.exports.url
}
