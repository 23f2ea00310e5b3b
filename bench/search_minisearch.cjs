// Owns MiniSearch as integreat-app configures it (fuzzy .25, prefix, AND, title twice, marks and ß folded), rebuilt in
// memory at each start as the app does; must not measure others. Same lines as bench/search_worker.py.
const fs = require('fs')
const readline = require('readline')
const [, , modules, corpus] = process.argv
const loaded = require(modules + '/minisearch/dist/cjs/index.cjs')
const MiniSearch = loaded.default || loaded
const normalize = text => text.normalize('NFKD').replace(/\p{Mark}/gu, '').replace(/ß/g, 'ss').toLowerCase().trim()
const memory = () => { global.gc(); return process.memoryUsage().rss / 1048576 }
const say = object => process.stdout.write(JSON.stringify(object) + '\n')

async function main() {
  const documents = []
  for await (const line of readline.createInterface({ input: fs.createReadStream(corpus) })) {
    const { id, title, body } = JSON.parse(line)
    documents.push({ id, title, content: body || '' })
  }
  const before = memory()
  const started = performance.now()
  const index = new MiniSearch({
    fields: ['title', 'content'], processTerm: normalize,
    searchOptions: { boost: { title: 2 }, fuzzy: 0.25, combineWith: 'AND', prefix: true },
  })
  index.addAll(documents)
  say({ ready: true, open_s: (performance.now() - started) / 1000 })
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line)
    const results = [], wall_ms = [], cpu_ms = []
    const end = performance.now() + asked.seconds * 1000
    for (const [number, query] of asked.queries) {
      const wall = performance.now(), cpu = process.cpuUsage()
      const found = index.search(normalize(query)).slice(0, 10).map(hit => hit.id)
      const used = process.cpuUsage(cpu)
      cpu_ms.push((used.user + used.system) / 1000)
      wall_ms.push(performance.now() - wall)
      results.push([number, found])
      if (performance.now() > end) break
    }
    say({ results, wall_ms, cpu_ms, memory_mb: memory() - before })
  }
}
main()
