// Package store is what is kept and under which keys: the records of people,
// members, reports and messages, their encoding, and KV, the one storage port.
// Records are small and read by their key; a transaction touches a handful of
// them and never scans.
//
// It decides nothing: no rule of reporting lives here, and nothing is sent.
// Folder boltkv has the port on one bbolt file, kvtest the suite for any.
package store
