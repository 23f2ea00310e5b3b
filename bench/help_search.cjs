// Owns the search libraries for the browser that are compared, each as its own pages say for typing errors, in a process
// of its own; must not measure others. Same lines as bench/search_worker.py: node help_search.cjs MODULES ENGINE CORPUS
const fs = require('fs')
const readline = require('readline')
const [, , modules, engine, corpus] = process.argv
const fold = text => text.normalize('NFKD').replace(/\p{Mark}/gu, '').replace(/ß/g, 'ss').toLowerCase()
const SHOWN = 10

// "fuzzy: 0.2, prefix: true" and a boost are the README's own example; words are folded as ours are.
function minisearch(documents) {
  const loaded = require(modules + '/minisearch/dist/cjs/index.cjs')
  const MiniSearch = loaded.default || loaded
  const index = new MiniSearch({
    fields: ['title', 'keywords', 'body'], processTerm: fold,
    searchOptions: { boost: { title: 2, keywords: 1.5 }, fuzzy: 0.2, prefix: true },
  })
  index.addAll(documents)
  return query => index.search(query).slice(0, SHOWN).map(hit => hit.id)
}

// "Fuzzy-Search" in its README: a tokenizer, an encoder made for fuzziness, suggestions. Titles before texts.
function flexsearch(documents) {
  const { Document, Charset } = require(modules + '/flexsearch')
  const field = name => ({ field: name, tokenize: 'forward', encoder: Charset.LatinAdvanced })
  const index = new Document({ document: { id: 'id', index: ['title', 'keywords', 'body'].map(field) } })
  for (const one of documents) index.add(one)
  return query => {
    const found = index.search(query, { limit: SHOWN, suggest: true })
    return [...new Set(found.flatMap(part => part.result))].slice(0, SHOWN)
  }
}

// Weighted keys; words one by one (`useTokenSearch`), for a whole sentence is in no title; any place in the text.
function fuse(documents) {
  const loaded = require(modules + '/fuse.js')
  const Fuse = loaded.default || loaded
  const keys = [{ name: 'title', weight: 2 }, { name: 'keywords', weight: 1.5 }, { name: 'body', weight: 1 }]
  const options = { keys, useTokenSearch: true, ignoreLocation: true, ignoreDiacritics: true, threshold: 0.3 }
  const index = new Fuse(documents, options)
  return query => index.search(query, { limit: SHOWN }).map(hit => hit.item.id)
}

async function main() {
  const documents = []
  for await (const line of readline.createInterface({ input: fs.createReadStream(corpus) })) documents.push(JSON.parse(line))
  global.gc()
  const before = process.memoryUsage().rss
  const started = performance.now()
  const search = { minisearch, flexsearch, fuse }[engine](documents)
  process.stdout.write(JSON.stringify({ ready: true, open_s: (performance.now() - started) / 1000 }) + '\n')
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line)
    const results = [], wall_ms = [], cpu_ms = []
    const end = performance.now() + asked.seconds * 1000
    for (const [number, query] of asked.queries) {
      const wall = performance.now(), cpu = process.cpuUsage()
      results.push([number, search(query)])
      const used = process.cpuUsage(cpu)
      cpu_ms.push((used.user + used.system) / 1000)
      wall_ms.push(performance.now() - wall)
      if (performance.now() > end) break
    }
    global.gc()
    const memory_mb = (process.memoryUsage().rss - before) / 1048576
    process.stdout.write(JSON.stringify({ results, wall_ms, cpu_ms, memory_mb }) + '\n')
  }
}
main()
