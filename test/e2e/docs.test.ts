import { accessSync, constants } from 'node:fs'
import { chromium } from 'playwright-core'
import t from 'tap'
import { startAll } from '../helper/one-process.js'

/** Where distributions put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const executablePath = places.find((path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
})

const skip = executablePath === undefined && `no Chromium at ${places.join(', ')}`

t.test('the API page shows every operation, without the internet', { skip }, async (t) => {
  const { url } = await startAll(t)
  const browser = await chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  })
  t.teardown(() => browser.close())
  const page = await browser.newPage()
  const outside: string[] = []
  const problems: string[] = []
  page.on('request', (request) => {
    const target = new URL(request.url())
    if (target.protocol !== 'data:' && target.origin !== url) outside.push(target.origin)
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${url}/api/docs`)
  await page.waitForSelector('.opblock')
  const shown = await page.locator('.opblock-summary-path').allInnerTexts()
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, object>
  }
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods))
  t.equal(shown.length, operations.length)
  t.ok(operations.length > 25)
  await page.locator('.opblock-summary', { hasText: '/api/habit/ping' }).first().click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await page.waitForSelector('.live-responses-table .response-col_status:has-text("200")')
  t.match(await page.locator('.live-responses-table').innerText(), /"message": "pong"/)
  t.same(outside, [], 'nothing was asked of anybody else')
  t.same(problems, [])
})
