// Follows every link from the first page of each address given, and prints what leads nowhere, as JSON.
// Run as: node links.mjs FOLDER-OF-NODE-MODULES ADDRESS...
import { pathToFileURL } from 'node:url'

const [folder, ...addresses] = process.argv.slice(2)
const { LinkChecker } = await import(pathToFileURL(`${folder}/linkinator/build/src/index.js`).href)
const found = []
let followed = 0
for (const path of addresses) {
  // What is not on this machine is nobody's to ask in a test.
  const elsewhere = async (/** @type {string} */ link) => !link.startsWith('http://127.0.0.1:')
  const checker = new LinkChecker()
  const settings = { path, recurse: true, checkFragments: true, checkCss: true, concurrency: 8, linksToSkip: elsewhere }
  // It asks a page for the ids it knows of when it reads that page; those that links name later, it asks next time.
  await checker.check(settings)
  const result = await checker.check(settings)
  followed += result.links.length
  for (const one of result.links) if (one.state === 'BROKEN') found.push({ url: one.url, page: one.parent, status: one.status })
}
console.log(JSON.stringify({ followed, found }))
