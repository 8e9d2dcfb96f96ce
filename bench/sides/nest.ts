import type { Parts } from '../part.js'
import { requirePeer } from '../peer.js'
import { checked, type DayInput, keep } from '../work.js'
import { caller, untilItWorks } from './caller.js'
import { requestLine } from './request-line.js'

/** NestJS without a compiler for decorators: they are functions, and are applied by hand. */
type Decorator = (target: object, name?: string, last?: PropertyDescriptor | number) => void
type Factory = (...given: unknown[]) => Decorator

interface Client {
  send(pattern: string, input: unknown): unknown
  connect(): Promise<unknown>
}

interface Application {
  use(middleware: unknown): void
  listen(port?: number, host?: string): Promise<unknown>
}

requirePeer('reflect-metadata')
const { Controller, Module, Body, Param, Put } =
  requirePeer<Record<'Controller' | 'Module' | 'Body' | 'Param' | 'Put', Factory>>('@nestjs/common')
const { NestFactory } = requirePeer<{
  NestFactory: {
    create(module: unknown, options: object): Promise<Application>
    createMicroservice(module: unknown, options: object): Promise<Application>
  }
}>('@nestjs/core')
const { ClientProxyFactory, MessagePattern, Payload, Transport } = requirePeer<{
  ClientProxyFactory: { create(options: object): Client }
  MessagePattern: Factory
  Payload: Factory
  Transport: { TCP: number }
}>('@nestjs/microservices')
const { firstValueFrom } = requirePeer<{ firstValueFrom: (given: unknown) => Promise<unknown> }>(
  'rxjs',
)

/** Put decorators on a method and its parameters. */
function decorate(
  of: new () => object,
  method: string,
  on: Decorator,
  parameters: Decorator[],
): void {
  const prototype = of.prototype as object
  parameters.forEach((parameter, index) => parameter(prototype, method, index))
  on(prototype, method, Object.getOwnPropertyDescriptor(prototype, method))
}

function moduleOf(controller: new () => object): unknown {
  Controller()(controller)
  const module = class {}
  Module({ controllers: [controller] })(module)
  return module
}

/** The same compiled check as ours, where Nest checks: its own ValidationPipe would be slower. */
const pipe = { transform: (value: unknown) => checked(value) }

const tcp = (port: number | undefined) => ({
  transport: Transport.TCP,
  options: { host: '127.0.0.1', port },
})

async function connect(port: number | undefined): Promise<(input: DayInput) => Promise<unknown>> {
  const client = ClientProxyFactory.create(tcp(port))
  await untilItWorks(() => client.connect())
  return (input) => firstValueFrom(client.send('log', input))
}

export const parts: Parts = {
  async answer({ ports }) {
    class Answer {
      log(input: DayInput) {
        return keep(input)
      }
    }
    decorate(Answer, 'log', MessagePattern('log'), [Payload(pipe)])
    const options = { ...tcp(ports['answer']), logger: false }
    await (await NestFactory.createMicroservice(moduleOf(Answer), options)).listen()
    return {}
  },

  async call({ ports }) {
    return caller(await connect(ports['answer']))
  },

  async gate({ ports, dataDir }) {
    const log = await connect(ports['answer'])
    class Gate {
      put(params: object, body: object) {
        return log(checked({ ...body, ...params }))
      }
    }
    const put = Put('api/bench/:habitId/day/:day')
    decorate(Gate, 'put', put, [Param(), Body()])
    const application = await NestFactory.create(moduleOf(Gate), { logger: false })
    application.use(requestLine(dataDir))
    await application.listen(ports['gate'], '127.0.0.1')
    return {}
  },
}
