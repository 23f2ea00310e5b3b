// PouchDB 9 pulling from express-pouchdb, driven line by line; packages from NODE_MODULES.
//   node peers_sync.cjs hub FOLDER PORT FILE.jsonl     reads "change K", answers {}
//   node peers_sync.cjs device FOLDER                  reads "pull URL", answers {ms, cpu_ms, docs}
'use strict';
const path = require('path');
const fs = require('fs');
const readline = require('readline');
const modules = process.env.NODE_MODULES;
const PouchDB = require(path.join(modules, 'pouchdb'));
const [, , role, folder, port, file] = process.argv;
const answer = (told) => process.stdout.write(JSON.stringify(told) + '\n');

async function hub() {
  const express = require(path.join(modules, 'express'));
  const Kept = PouchDB.defaults({ prefix: folder + path.sep });
  const db = new Kept('help');
  const docs = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => {
    const { id, ...rest } = JSON.parse(line);
    return { _id: id, ...rest };
  });
  await db.bulkDocs(docs);
  const app = express();
  app.use('/', require(path.join(modules, 'express-pouchdb'))(Kept, { mode: 'minimumForPouchDB' }));
  await new Promise((ready) => app.listen(Number(port), '127.0.0.1', ready));
  answer({});
  return async (line) => {
    const keys = docs.slice(0, 100).map((doc) => doc._id);
    const rows = (await db.allDocs({ keys, include_docs: true })).rows;
    await db.bulkDocs(rows.map((row) => ({ ...row.doc, name: { de: line, 'de-simple': line } })));
    return {};
  };
}

async function device() {
  let db;
  answer({});
  return async (line) => {
    const url = line.split(' ')[1];
    db = db || new PouchDB(path.join(folder, 'device'));
    const start = performance.now();
    const used = process.cpuUsage();
    await db.replicate.from(url + '/help', { batch_size: 1000 });
    const { user, system } = process.cpuUsage(used);
    return { ms: performance.now() - start, cpu_ms: (user + system) / 1000, docs: (await db.info()).doc_count };
  };
}

(role === 'hub' ? hub() : device()).then(async (act) => {
  for await (const line of readline.createInterface({ input: process.stdin })) answer(await act(line));
  process.exit(0);
});
