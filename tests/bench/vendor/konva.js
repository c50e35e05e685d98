// What a page that is careful with bytes takes of Konva: the core and two shapes.
import { Konva } from 'konva/lib/Core.js';
import { Image } from 'konva/lib/shapes/Image.js';
import { Text } from 'konva/lib/shapes/Text.js';

export { Image as KonvaImage, Konva, Text as KonvaText };
