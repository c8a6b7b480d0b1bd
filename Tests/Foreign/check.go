// Checks what annals signed and proved with the implementation of Go's checksum database, which shares no code with it.
//
// usage: check FOLDER, which has
//
//	key.pub               the key that vouches for the checkpoints
//	export.jsonl          the stored events, one a line
//	checkpoints/SIZE      signed notes
//	inclusion/SEQ-SIZE    proofs of events (C2SP tlog-proof)
//	growth/FROM-TO        proofs that the log only grew (C2SP tlog-witness)
//
// Everything has to pass as it is, and to fail with anything in it changed.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// What was tried, and how it ended.
var passed, refused, wrong int

// accept notes something that has to pass.
func accept(what string, err error) {
	if err == nil {
		passed++
		return
	}
	wrong++
	log.Printf("refused, and it is good: %s: %v", what, err)
}

// refuse notes something that must not pass.
func refuse(what string, err error) {
	if err != nil {
		refused++
		return
	}
	wrong++
	log.Printf("accepted, and it was tampered with: %s", what)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func read(path ...string) []byte {
	data, err := os.ReadFile(filepath.Join(path...))
	must(err)
	return data
}

func files(folder string) []string {
	entries, err := os.ReadDir(folder)
	must(err)
	if len(entries) == 0 {
		log.Fatalf("%s is empty", folder)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// head is what a checkpoint says.
type head struct {
	size int64
	root tlog.Hash
}

// open verifies a signed note and reads the checkpoint in it.
func open(signed []byte, keys note.Verifiers) (head, error) {
	opened, err := note.Open(signed, keys)
	if err != nil {
		return head{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] == "" || lines[3] != "" {
		return head{}, fmt.Errorf("no checkpoint: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{size, root}, err
}

// flipped is a hash with one of its bits changed.
func flipped(hash tlog.Hash, bit int) tlog.Hash {
	bit %= 8 * tlog.HashSize
	hash[bit/8] ^= 1 << (bit % 8)
	return hash
}

// spoiled are paths that differ from a path in one place.
func spoiled(path []tlog.Hash) [][]tlog.Hash {
	all := [][]tlog.Hash{append(append([]tlog.Hash{}, path...), tlog.Hash{})}
	for place := range path {
		changed := append([]tlog.Hash{}, path...)
		changed[place] = flipped(path[place], 37*place+5)
		all = append(all, changed, append(append([]tlog.Hash{}, path[:place]...), path[place+1:]...))
	}
	return all
}

// parts reads the lines of a proof up to its blank line, and leaves the checkpoint.
func parts(text []byte) (fields map[string]string, path []tlog.Hash, signed []byte) {
	before, signed, found := bytes.Cut(text, []byte("\n\n"))
	if !found {
		log.Fatalf("no blank line in a proof: %q", text)
	}
	fields = map[string]string{}
	for _, line := range strings.Split(string(before), "\n") {
		if key, value, isField := strings.Cut(line, " "); isField {
			fields[key] = value
		} else if strings.Contains(line, "@") {
			fields["format"] = line
		} else {
			hash, err := tlog.ParseHash(line)
			must(err)
			path = append(path, hash)
		}
	}
	return fields, path, signed
}

// tree keeps the hashes of all subtrees, made of the exported lines alone.
type tree []tlog.Hash

func (t tree) ReadHashes(indices []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indices {
		hashes = append(hashes, t[index])
	}
	return hashes, nil
}

func main() {
	log.SetFlags(0)
	folder := os.Args[1]
	key, err := note.NewVerifier(strings.TrimSpace(string(read(folder, "key.pub"))))
	must(err)
	keys := note.VerifierList(key)
	_, strange, err := note.GenerateKey(rand.Reader, key.Name())
	must(err)
	stranger, err := note.NewVerifier(strange)
	must(err)

	lines := bytes.Split(bytes.TrimSuffix(read(folder, "export.jsonl"), []byte("\n")), []byte("\n"))
	var hashes tree
	for number, line := range lines {
		more, err := tlog.StoredHashes(int64(number), line, hashes)
		must(err)
		hashes = append(hashes, more...)
	}

	for _, name := range files(filepath.Join(folder, "checkpoints")) {
		checkCheckpoint(name, read(folder, "checkpoints", name), keys, note.VerifierList(stranger), hashes)
	}
	for _, name := range files(filepath.Join(folder, "inclusion")) {
		checkInclusion(name, read(folder, "inclusion", name), keys, lines)
	}
	for _, name := range files(filepath.Join(folder, "growth")) {
		checkGrowth(name, read(folder, "growth", name), keys, folder)
	}
	fmt.Printf("golang.org/x/mod: %d good ones passed, %d tampered ones failed\n", passed, refused)
	if wrong > 0 || passed == 0 || refused == 0 {
		os.Exit(1)
	}
}

func checkCheckpoint(name string, signed []byte, keys, strangers note.Verifiers, hashes tree) {
	what := "checkpoint " + name
	signedHead, err := open(signed, keys)
	accept(what, err)
	_, err = open(signed, strangers)
	refuse(what+" by another key", err)
	for place := 0; place < len(signed); place += 3 {
		changed := append([]byte{}, signed...)
		changed[place] ^= 1
		_, err := open(changed, keys)
		refuse(fmt.Sprintf("%s, byte %d", what, place), err)
	}
	// The package gives a wrong root for a tree without leaves, so that one is left to the other verifier.
	if signedHead.size == 0 {
		return
	}
	root, err := tlog.TreeHash(signedHead.size, hashes)
	must(err)
	if root != signedHead.root {
		err = fmt.Errorf("the root of the exported events is %v", root)
	}
	accept(what+", root", err)
}

func checkInclusion(name string, text []byte, keys note.Verifiers, lines [][]byte) {
	what := "inclusion " + name
	fields, path, signed := parts(text)
	signedHead, err := open(signed, keys)
	accept(what+", checkpoint", err)
	index, err := strconv.ParseInt(fields["index"], 10, 64)
	must(err)
	body, err := base64.StdEncoding.DecodeString(fields["extra"])
	must(err)
	if fields["format"] != "c2sp.org/tlog-proof@v1" || !bytes.Equal(body, lines[index]) {
		accept(what+", event", fmt.Errorf("these are not the exported bytes"))
	}
	check := func(path []tlog.Hash, index int64, leaf, root tlog.Hash) error {
		return tlog.CheckRecord(path, signedHead.size, root, index, leaf)
	}
	leaf := tlog.RecordHash(body)
	accept(what, check(path, index, leaf, signedHead.root))
	for _, changed := range spoiled(path) {
		refuse(what+", path", check(changed, index, leaf, signedHead.root))
	}
	refuse(what+", leaf", check(path, index, flipped(leaf, 11), signedHead.root))
	refuse(what+", root", check(path, index, leaf, flipped(signedHead.root, 13)))
	refuse(what+", index", check(path, index^1, leaf, signedHead.root))
	for place := range body {
		changed := append([]byte{}, body...)
		changed[place] ^= 1
		refuse(what+", event", check(path, index, tlog.RecordHash(changed), signedHead.root))
	}
}

func checkGrowth(name string, text []byte, keys note.Verifiers, folder string) {
	what := "growth " + name
	fields, path, signed := parts(text)
	later, err := open(signed, keys)
	accept(what+", checkpoint", err)
	earlier, err := open(read(folder, "checkpoints", fields["old"]), keys)
	accept(what+", earlier checkpoint", err)
	accept(what, tlog.CheckTree(path, later.size, later.root, earlier.size, earlier.root))
	for _, changed := range spoiled(path) {
		refuse(what+", path", tlog.CheckTree(changed, later.size, later.root, earlier.size, earlier.root))
	}
	refuse(what+", earlier root", tlog.CheckTree(path, later.size, later.root, earlier.size, flipped(earlier.root, 17)))
	refuse(what+", later root", tlog.CheckTree(path, later.size, flipped(later.root, 19), earlier.size, earlier.root))
}
