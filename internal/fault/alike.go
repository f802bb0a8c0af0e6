package fault

// Alike leaves of faults with one key the first, where there are more than most of them in a file, and has it say how many
// others there are: what a list has in every row is one slip.
func Alike(list []Fault, most int) (out []Fault) {
	type of struct{ file, key string }
	n, first := map[of]int{}, map[of]int{}
	for _, f := range list {
		n[of{f.File, f.Key}]++
	}
	for _, f := range list {
		k := of{f.File, f.Key}
		if _, told := first[k]; n[k] > most && told {
			continue
		}
		if n[k] > most {
			first[k], f.More = len(out), n[k]-1
		}
		out = append(out, f)
	}
	return out
}
