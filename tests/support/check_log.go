// Reads a folder of tiles with Go's reference packages: go run check_log.go FOLDER KEY [OLD_CHECKPOINT].
// GO111MODULE=off GOPATH=/usr/share/gocode, where Debian's golang-golang-x-mod-dev is installed.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var names = strings.NewReplacer("tile/8/data/", "tile/entries/", "tile/8/", "tile/") // C2SP's names for Go's tiles

type folder string

func (f folder) Height() int                     { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) (found [][]byte, err error) {
	for _, tile := range tiles {
		found = append(found, must(os.ReadFile(string(f)+"/"+names.Replace(tile.Path()))))
	}
	return found, nil
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func head(path, key string) (tree tlog.Tree) {
	opened := must(note.Open(must(os.ReadFile(path)), note.VerifierList(must(note.NewVerifier(key)))))
	lines := strings.Split(opened.Text, "\n")
	must(fmt.Sscan(lines[1], &tree.N))
	tree.Hash = must(tlog.ParseHash(lines[2]))
	return tree
}

func main() {
	place, key := folder(os.Args[1]), os.Args[2]
	tree := head(os.Args[1]+"/checkpoint", key)
	reader := tlog.TileHashReader(tree, place)
	var data []byte
	for index := int64(0); index < tree.N; index++ {
		if tile := (tlog.Tile{H: 8, L: -1, N: index / 256, W: 256}); index%256 == 0 {
			if tree.N-index < 256 {
				tile.W = int(tree.N - index)
			}
			data = must(place.ReadTiles([]tlog.Tile{tile}))[0]
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		proof := must(tlog.ProveRecord(tree.N, index, reader))
		must(0, tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(data[2:end])))
		data = data[end:]
	}
	if len(os.Args) > 3 {
		old := head(os.Args[3], key)
		proof := must(tlog.ProveTree(tree.N, old.N, reader))
		must(0, tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
	}
	fmt.Println("accepted", tree.N)
}
