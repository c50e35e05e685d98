// What a page that is careful with bytes takes of fabric: the rest is shaken off.
export { config, FabricImage, FabricText, Group, Path, StaticCanvas } from 'fabric';
