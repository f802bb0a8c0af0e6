// Package disk makes what was given a name on the disk last: a file that is whole and
// synced is lost in a power cut all the same while its folder is not. It imports nothing
// of ours and keeps nothing.
package disk
