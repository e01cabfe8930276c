// Drives a sandbox with the vendor's own client library, unmodified; tools/drive_clients.py runs it.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(pathToFileURL(process.env.CORE_SDK + '/'))
const { SmartThingsClient, RefreshTokenAuthenticator, BearerTokenAuthenticator } = require('@smartthings/core-sdk')

const env = process.env
const urlProvider = { baseURL: env.SMARTTHINGS_BASE_URL, authURL: env.SMARTTHINGS_BASE_URL + '/oauth/token' }

const store = {
	refreshToken: env.SMARTTHINGS_REFRESH_TOKEN,
	kept: [],
	async getRefreshData() {
		const { SMARTTHINGS_CLIENT_ID: clientId, SMARTTHINGS_CLIENT_SECRET: clientSecret } = env
		return { refreshToken: this.refreshToken, clientId, clientSecret }
	},
	async putAuthData(data) {
		this.refreshToken = data.refreshToken
		this.kept.push(data)
	},
}

const fails = async (status, call) => {
	const error = await call.then(() => undefined, each => each)
	assert.equal(error?.response?.status, status)
	return error
}

// The first request has no good token: the library gets HTML with status 401 and refreshes.
const client = new SmartThingsClient(new RefreshTokenAuthenticator('expired', store), { urlProvider })
const [{ locationId }] = await client.locations.list()
assert.equal(store.kept.length, 1)
const location = await client.locations.get(locationId)
assert.equal(location.temperatureScale, 'F')

const room = await client.rooms.create({ name: 'Attic' }, locationId)
assert.equal((await client.rooms.get(room.roomId, locationId)).name, 'Attic')
assert.equal((await client.rooms.update(room.roomId, { name: 'Loft' }, locationId)).name, 'Loft')
assert.ok((await client.rooms.list(locationId)).some(each => each.name === 'Loft'))
await client.rooms.delete(room.roomId, locationId)

const modes = await client.modes.list(locationId)
await client.modes.setCurrent(modes[1].id, locationId)
assert.equal((await client.modes.getCurrent(locationId)).label, 'Away')

const devices = await client.devices.list({ includeStatus: true, includeHealth: true })
assert.equal(devices.length, 225) // two pages: the library follows links on the same origin only
const named = label => devices.find(each => each.label === label).deviceId
const ecobee = named('Living Room ecobee')
const heating = devices.find(each => each.deviceId === ecobee).components[0].capabilities
	.find(each => each.id === 'thermostatHeatingSetpoint')
assert.equal(heating.status.heatingSetpoint.value, 71)
assert.equal((await client.devices.list({ capability: ['battery', 'thermostatMode'], capabilitiesMode: 'and' }))[0].type, 'ZIGBEE')
assert.equal((await client.devices.get(ecobee)).viper.modelName, 'aresSmart-thermostat')
assert.equal((await client.devices.getHealth(ecobee)).state, 'ONLINE')
assert.equal((await client.rooms.listDevices(devices[0].roomId, locationId))[0].roomId, devices[0].roomId)

const setPoint = value => ({ component: 'main', capability: 'thermostatHeatingSetpoint', command: 'setHeatingSetpoint', arguments: [value] })
assert.deepEqual((await client.devices.executeCommand(ecobee, setPoint(68))).results.map(each => each.status), ['COMPLETED'])
assert.deepEqual((await client.devices.executeCommand(ecobee, setPoint(95))).results.map(each => each.status), ['FAILED'])
assert.equal((await client.devices.getStatus(ecobee)).components.main.thermostatHeatingSetpoint.heatingSetpoint.value, 68)
assert.equal((await client.devices.getComponentStatus(ecobee, 'main')).thermostatMode.thermostatMode.value, 'heat')
assert.equal((await client.devices.getCapabilityStatus(ecobee, 'main', 'thermostatHeatingSetpoint')).heatingSetpoint.unit, 'F')
const valve = await client.devices.executeCommand(named('Kitchen radiator valve'), setPoint(19.5))
assert.equal(valve.results[0].status, 'ACCEPTED')
await fails(409, client.devices.executeCommand(named('Living Room offline ecobee'), setPoint(68)))
const refused = await fails(422, client.devices.executeCommand(ecobee, setPoint(1e6)))
assert.equal(refused.response.data.error.details[0].target, 'commands[0].arguments[0]')
await fails(403, client.devices.get('nothing'))
assert.equal((await client.devices.update(ecobee, { label: 'Renamed' })).label, 'Renamed')

const [scene] = await client.scenes.list({ locationId: [locationId] })
assert.equal((await client.scenes.execute(scene.sceneId)).status, 'success')

const { installedAppId } = await client.installedApps.tokenInfo()
assert.equal((await client.installedApps.get(installedAppId)).locationId, locationId)
assert.equal((await client.installedApps.list()).length, 1)
const subscription = await client.subscriptions.create(
	{ sourceType: 'DEVICE', device: { deviceId: ecobee, componentId: 'main', capability: '*', attribute: '*', value: '*', stateChangeOnly: true, subscriptionName: 'one' } },
	installedAppId)
assert.equal((await client.subscriptions.list(installedAppId))[0].id, subscription.id)
assert.equal((await client.subscriptions.unsubscribeAll(installedAppId)).count, 1)

const history = await client.history.devices({ locationId, limit: 10 })
let events = history.items.length
while (await history.next()) events += history.items.length
assert.ok(events > 10)

// A refresh ends both tokens: a second program with the old pair is out.
const [old] = store.kept
await new RefreshTokenAuthenticator(old.authToken, store).refresh({ urlProvider })
await fails(401, new SmartThingsClient(new BearerTokenAuthenticator(old.authToken), { urlProvider }).locations.list())
assert.equal((await client.locations.list()).length, 1)
assert.equal(store.kept.length, 3)
