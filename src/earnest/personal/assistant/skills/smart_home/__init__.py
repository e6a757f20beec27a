"""Smart home: devices of Home Assistant or of an MQTT broker, switched and asked about."""
