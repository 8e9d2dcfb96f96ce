import t from 'tap'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

t.test('typebox names the unknown field', async (t) => {
  const c = Compile(Type.Object({ a: Type.Number() }, { additionalProperties: false }))
  t.ok(c.Check({ a: 1 }))
  console.error(JSON.stringify(c.Errors(JSON.parse('{"a":"x","__proto__":{"z":1}}'))))
})
